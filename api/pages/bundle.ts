import { build, stop } from 'esbuild'
import { fileURLToPath } from 'node:url'

/** Everything the pages need, ready to be served or written to disk. */
export interface Bundle {
  /** Path under `/assets/` → contents. */
  assets: Map<string, Uint8Array>
  /** What each entry's page loads. */
  entries: Record<string, EntryFiles>
  /** A CommonJS module that draws the citizen pages on the server. */
  server: string
}

export interface EntryFiles {
  script?: string
  style?: string
  /** Chunks the script imports: named in the page, so that they load beside it and not after it. */
  preload: string[]
}

const HERE = fileURLToPath(new URL('.', import.meta.url))

const ENTRIES = {
  phone: 'phone/main.tsx',
  console: 'console/main.tsx',
  citizen: 'citizen/enhance.ts',
  early: 'citizen/early.ts',
  solve: 'citizen/solve.ts',
}

const SHARED = {
  absWorkingDir: HERE,
  bundle: true,
  format: 'esm',
  write: false,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  logLevel: 'silent',
} as const

let once: Promise<Bundle> | undefined

/** Bundles all pages, once in a process; takes a few hundred milliseconds and needs nothing but the sources. */
export function bundlePages(): Promise<Bundle> {
  return (once ??= bundle())
}

async function bundle(): Promise<Bundle> {
  const [browser, server] = await Promise.all([
    build({
      ...SHARED,
      entryPoints: ENTRIES,
      splitting: true,
      outdir: 'assets',
      entryNames: '[name]-[hash]',
      chunkNames: 'shared-[hash]',
      // What a five-year-old phone can run; older ones get the pages without scripts.
      target: ['chrome87', 'safari15', 'firefox78'],
      metafile: true,
    }),
    build({
      ...SHARED,
      entryPoints: ['citizen/render.tsx'],
      format: 'cjs',
      target: 'node20',
      platform: 'neutral',
      mainFields: ['module', 'main'],
    }),
  ])
  // The bundler's own process would idle along for the rest of the server's life.
  await stop()
  const assets = new Map(browser.outputFiles.map((file) => [baseName(file.path), file.contents]))
  const entries: Record<string, EntryFiles> = {}
  for (const [path, output] of Object.entries(browser.metafile.outputs)) {
    if (!output.entryPoint || !path.endsWith('.js')) continue
    const name = Object.entries(ENTRIES).find(([, entry]) => entry === output.entryPoint)?.[0]
    if (!name) continue
    entries[name] = {
      script: baseName(path),
      ...(output.cssBundle && { style: baseName(output.cssBundle) }),
      preload: output.imports.filter(({ kind }) => kind === 'import-statement').map((chunk) => baseName(chunk.path)),
    }
  }
  return { assets, entries, server: server.outputFiles[0]?.text ?? '' }
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
