import { IMPORT_USAGE, importFile } from './import-file.ts'
import { runCommand } from './run.ts'

/** `npm run import -- FILE [--dry-run] [--report bad.csv] [--resume] [--default-year YYYY]`: past tickets from a table. */
await runCommand(IMPORT_USAGE, () => importFile(process.argv.slice(2)))
