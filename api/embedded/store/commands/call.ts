import { typeName } from '../bson/order.ts'
import { StoreError } from '../errors.ts'
import type { Engine } from '../storage/engine.ts'
import type { Collection } from '../storage/shapes.ts'
import type { Doc, Maybe } from '../values.ts'
import type { Cursors } from './cursors.ts'
import type { Deadline } from './deadline.ts'
import { reader, type Options, type Table } from './options.ts'

/** What a command sees of the server around it. */
export interface Server {
  readonly engine: Engine
  readonly cursors: Cursors
  /** Milliseconds since 1970 when it started. */
  readonly startedAt: number
  connections(): { current: number; total: number }
}

/** A command as it was sent: `{<name>: <value>, <fields>…}`. */
export interface Sent {
  readonly name: string
  readonly value: Maybe
  /** Without those every command may have. */
  readonly fields: Doc
}

/** One command on its way. */
export interface Call extends Sent {
  readonly server: Server
  readonly engine: Engine
  readonly db: string
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  readonly connection: number
  readonly deadline: Deadline
  /** The one instant $$NOW and $currentDate stand for. */
  readonly now: Date
}

/** Answers with a BSON document. */
export type Command = (call: Call) => Buffer | Promise<Buffer>

/** Fields any command may have. */
const COMMON = new Set(
  [
    '$db lsid $clusterTime $readPreference readConcern writeConcern maxTimeMS comment help',
    'apiVersion apiStrict apiDeprecationErrors $audit $client $configServerState maxTimeMSOpOnly',
  ].flatMap((line) => line.split(' ')),
)

export function sentIn(body: Doc): Sent {
  const name = body.keys().next().value ?? ''
  const fields: Doc = new Map()
  for (const [field, value] of body) if (field !== name && !COMMON.has(field)) fields.set(field, value)
  return { name, value: body.get(name), fields }
}

/** A command and the fields it takes besides those every command has. */
export function command<const T extends Table>(
  table: T,
  run: (call: Call, options: Options<T>) => Buffer | Promise<Buffer>,
): Command {
  const read = reader(table)
  return (call) => run(call, read(call.name, call.fields))
}

/** What a command is about. */
export interface Target {
  readonly name: string
  readonly namespace: string
  /** Undefined where it does not exist. */
  readonly collection: Collection | undefined
}

/** The collection a command names. Throws 73 for what is no name of one. */
export function targetOf({ value: name, db, engine }: Call): Target {
  if (typeof name !== 'string') throw invalidNamespace(`collection name has invalid type ${typeName(name)}`)
  checkName(db, name)
  return { name, namespace: `${db}.${name}`, collection: engine.find(db, name) }
}

export function checkName(db: string, collection: string): void {
  const isName = /^[^\0$]+$/.test(collection) && !/^(\.|system\.)/.test(collection)
  if (isName && Buffer.byteLength(`${db}.${collection}`) <= 255) return
  throw invalidNamespace(`Invalid namespace specified '${db}.${collection}'`)
}

/** Throws 73 for what is no name of a database. */
export function checkDatabase(db: string): void {
  if (/^[^\0/\\. "$*<>:|?]+$/.test(db) && Buffer.byteLength(db) < 64) return
  throw invalidNamespace(`Invalid database name: '${db}'`)
}

const invalidNamespace = (message: string) => new StoreError(73, 'InvalidNamespace', message)
