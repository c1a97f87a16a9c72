import { EXPORT_USAGE, exportFile } from './export-file.ts'
import { runCommand } from './run.ts'

/** `npm run export -- FILE [--layout …] [--from DATE] [--to DATE] [--full --reason …] [--force]`: tickets into a table. */
await runCommand(EXPORT_USAGE, () => exportFile(process.argv.slice(2)))
