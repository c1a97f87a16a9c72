import { show } from '../bson/show.ts'
import { StoreError } from '../errors.ts'
import type { Doc } from '../values.ts'
import type { Environment } from './environment.ts'
import { indexRows, isAbsent } from './index-keys.ts'
import { EMPTY_ARRAY, type KeyPart } from './key-bytes.ts'
import { entryKey, recordKey, ridBytes } from './keys.ts'
import { namespaceOf, type Collection, type Index } from './shapes.ts'

const NOTHING = Buffer.alloc(0)

/** What a document has in an index. */
interface Entry {
  readonly index: Index
  readonly key: Buffer
  /** The values the key is made of. */
  readonly row: readonly KeyPart[]
}

/** By its key as text, so that a document has each entry once. */
type Entries = ReadonlyMap<string, Entry>

/**
 * Writes of single documents with their index entries. All of these run inside `Environment.write`: each first works
 * out and checks everything, then puts, so that it happens as a whole or not at all.
 */
export class Records {
  readonly #env: Environment
  /** Told when an index learns of arrays or cut keys, so that the catalogue is written in the same transaction. */
  readonly #indexChanged: (collection: Collection) => void

  constructor(env: Environment, indexChanged: (collection: Collection) => void) {
    this.#env = env
    this.#indexChanged = indexChanged
  }

  /** Adds a document. Throws 11000 where a unique index has its values already. */
  insert(collection: Collection, doc: Doc, bytes: Buffer): void {
    const rid = collection.lastRid + 1
    this.addEntries(collection, collection.indexes, rid, doc)
    collection.lastRid = rid
    this.#env.put(recordKey(collection.id, rid), bytes)
  }

  /** Adds the entries of one document to some indexes. */
  addEntries(collection: Collection, indexes: readonly Index[], rid: number, doc: Doc): void {
    this.#change(collection, rid, [], this.#allEntries(collection, indexes, rid, doc))
  }

  /** Puts `after` in the place of `before`; only index entries that differ are touched. */
  update(collection: Collection, rid: number, before: Doc, after: Doc, bytes: Buffer): void {
    const removed: Entry[] = []
    const added: Entry[] = []
    for (const index of collection.indexes) {
      if (!isTouched(index, before, after)) continue
      const old = this.entriesOf(collection, index, before, rid)
      const next = this.entriesOf(collection, index, after, rid)
      for (const [text, entry] of old) if (!next.has(text)) removed.push(entry)
      for (const [text, entry] of next) if (!old.has(text)) added.push(entry)
    }
    this.#change(collection, rid, removed, added)
    this.#env.put(recordKey(collection.id, rid), bytes)
  }

  remove(collection: Collection, rid: number, doc: Doc): void {
    this.#change(collection, rid, this.#allEntries(collection, collection.indexes, rid, doc), [])
    this.#env.remove(recordKey(collection.id, rid))
  }

  get(collection: Collection, rid: number): Buffer | undefined {
    return this.#env.visit(recordKey(collection.id, rid))
  }

  /** The entries a document has in an index; notes what the index has to know about it. */
  entriesOf(collection: Collection, index: Index, doc: Doc, rid: number): Entries {
    const entries = new Map<string, Entry>()
    if (index.partial && !index.partial.test(doc)) return entries
    const { rows, arrays } = indexRows(doc, index.paths)
    let isNews = false
    for (const row of rows) {
      if (index.isSparse && isAbsent(row)) continue
      const { bytes: key, isCut } = entryKey(
        collection.id,
        index.id,
        index.fields,
        row,
        index.isUnique ? undefined : rid,
      )
      entries.set(key.toString('latin1'), { index, key, row })
      isNews ||= isCut && !index.isCut
      index.isCut ||= isCut
    }
    for (const i of arrays) {
      isNews ||= !index.multikey.has(i)
      index.multikey.add(i)
    }
    if (isNews) this.#indexChanged(collection)
    return entries
  }

  #allEntries(collection: Collection, indexes: readonly Index[], rid: number, doc: Doc): Entry[] {
    return indexes.flatMap((index) => [...this.entriesOf(collection, index, doc, rid).values()])
  }

  #change(collection: Collection, rid: number, removed: readonly Entry[], added: readonly Entry[]): void {
    for (const { index, key, row } of added) {
      const owner = index.isUnique ? this.#env.getRid(key) : undefined
      if (owner !== undefined && owner !== rid) throw duplicateKey(collection, index, row)
    }
    for (const { key } of removed) this.#env.remove(key)
    for (const { index, key } of added) this.#env.put(key, index.isUnique ? ridBytes(rid) : NOTHING)
  }
}

/** An update keeps the values it does not change: an index on none of the changed fields stays as it is. */
const isTouched = (index: Index, before: Doc, after: Doc): boolean =>
  index.partial !== undefined || index.paths.some(([top]) => before.get(top!) !== after.get(top!))

/** MongoDB's error for a second document with the same values, which drivers and mongoose take apart. */
export function duplicateKey(collection: Collection, index: Index, row: readonly KeyPart[]): StoreError {
  const names = index.fields.map((field) => field.path)
  const values = row.map((part) => (part === EMPTY_ARRAY ? undefined : (part ?? null)))
  const shown = names.map((name, i) => `${name}: ${show(values[i])}`).join(', ')
  const message = `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${shown} }`
  const keyValue: Doc = new Map(names.map((name, i) => [name, values[i] ?? null]))
  return new StoreError(11000, 'DuplicateKey', message, { keyPattern: index.spec.get('key'), keyValue })
}
