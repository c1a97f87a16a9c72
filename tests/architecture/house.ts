import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** A source file and what it imports: own files as paths from the root, packages by name. */
export interface SourceFile {
  path: string
  text: string
  imports: string[]
}

const ROOMS = ['api', 'bot', 'jobs', 'schema'] as const

/** Every TypeScript file of the four rooms. */
export function readHouse(root: string): SourceFile[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.generated.ts'))
      .map((file) => sourceFile(join(room, file), readFileSync(join(root, room, file), 'utf8'))),
  )
}

const IMPORTS =
  /(?:^|\n)(?:import|export)[^'"\n;]*?(?:from\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\)|\}\s*from\s*['"]([^'"]+)['"]/g

export function sourceFile(path: string, text: string): SourceFile {
  const names = [...text.matchAll(IMPORTS)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  return {
    path,
    text,
    imports: names.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name)),
  }
}

const inRoom = (path: string, room: string) => path.startsWith(`${room}/`)
const isPackage = (name: string, wanted: string) => name === wanted || name.startsWith(`${wanted}/`)

/** What the map of ARCHITECTURE.md forbids; each rule names the offence in a sentence. */
export function offences(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...importOffences(file), ...flowOffences(file), ...textOffences(file)])
}

const STORE = /^schema\/.*\.(model|store)\.ts$|^schema\/kernel\/(db|spine|upsert|outbox\.model)\.ts$/

/** Where each mandated package may be imported. */
const HOMES: Readonly<Record<string, (path: string) => boolean>> = {
  koa: (path) => inRoom(path, 'api'),
  'graphql-yoga': (path) => inRoom(path, 'api/graphql'),
  wechaty: (path) => inRoom(path, 'bot'),
  'wechaty-puppet': (path) => inRoom(path, 'bot/puppet'),
  bull: (path) => path === 'jobs/queue.ts',
  mongoose: (path) => STORE.test(path),
  mongodb: (path) => STORE.test(path) || inRoom(path, 'api/embedded') || path === 'api/graphql/errors.ts',
  lmdb: (path) => inRoom(path, 'api/embedded/store'),
}

function importOffences({ path, imports }: SourceFile): string[] {
  const room = path.split('/')[0] ?? ''
  return imports.flatMap((target) => {
    const found: string[] = []
    const other = ROOMS.find((candidate) => inRoom(target, candidate))
    if (other && other !== room && other !== 'schema' && !inRoom(path, 'api/runtime')) {
      found.push(`${path} imports ${target}: ${room} must not know ${other}`)
    }
    if (inRoom(target, 'tests')) found.push(`${path} imports ${target}: the house must not know its tests`)
    if (target.includes('bot/channels/simulator') && !/^bot\/channels\/simulator\/|^api\/runtime\//.test(path)) {
      found.push(`${path} imports ${target}: nobody may know that a platform is a pretend one`)
    }
    if (inRoom(path, 'api/embedded/store') && other && !inRoom(target, 'api/embedded/store')) {
      found.push(`${path} imports ${target}: the store knows nothing of hotlines`)
    }
    for (const [name, home] of Object.entries(HOMES)) {
      if (isPackage(target, name) && !home(path)) found.push(`${path} imports ${name} outside its home`)
    }
    if (path.endsWith('.rules.ts') && /\.(store|model|service|resolvers)\.ts$/.test(target)) {
      found.push(`${path} imports ${target}: rules are pure`)
    }
    return found
  })
}

/** Slices in the order data flows through them: one may know those before it and those it stands beside. */
const FLOW = [
  ['kernel'],
  // Understanding words stands beside the registers: the gazetteer and the knowledge base find theirs with it.
  ['citizen', 'staff', 'organ', 'territory', 'calendar', 'knowledge', 'classify', 'attachment', 'personal', 'reply'],
  ['deadline', 'dispatch', 'setup'],
  ['ticket'],
  ['intake', 'notice', 'topic'],
  ['family'],
  ['survey'],
  ['call'],
  ['assessment'],
  ['sensing'],
  // Past tickets from elsewhere, and tables of all of them, stand where the demo city's past does.
  ['demo', 'exchange'],
]

const rankOf = (path: string) => FLOW.findIndex((slices) => slices.some((slice) => inRoom(path, `schema/${slice}`)))

function flowOffences({ path, imports }: SourceFile): string[] {
  const rank = rankOf(path)
  if (rank < 0) return []
  return imports
    .filter((target) => rankOf(target) > rank)
    .map((target) => `${path} imports ${target}: data flows the other way`)
}

function textOffences({ path, text }: SourceFile): string[] {
  const found: string[] = []
  if (path.endsWith('.rules.ts') && /new Date\(\)|Date\.now\(\)|Math\.random\(/.test(text)) {
    found.push(`${path} reads the clock or chance: rules take now as an argument`)
  }
  if (/process\.env\b/.test(text) && !/^api\/(runtime|embedded)\//.test(path)) {
    found.push(`${path} reads process.env: only the config does`)
  }
  if (/export default/.test(text)) found.push(`${path} has a default export: names are given once`)
  if (/\b(TODO|FIXME|XXX)\b/.test(text)) found.push(`${path} leaves something for later`)
  return found
}
