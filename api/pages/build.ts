import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundlePages } from './bundle.ts'

/** `npm run build`: writes the pages beside the compiled server, which then needs no bundler. */
const out = join('dist', 'api', 'pages', 'assets')
const { assets, entries, server } = await bundlePages()
await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await Promise.all([...assets].map(([name, contents]) => writeFile(join(out, name), contents)))
await writeFile(join(out, 'render.cjs'), server)
await writeFile(join(out, 'entries.json'), JSON.stringify(entries, null, 2))
console.log(`${assets.size} files in ${out}`)
