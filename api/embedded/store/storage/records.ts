import { decode } from '../bson/decode.ts'
import { StoreError } from '../errors.ts'
import type { Doc } from '../values.ts'
import type { Environment } from './environment.ts'
import { indexRows, isAbsent } from './index-keys.ts'
import { EMPTY_ARRAY, type KeyPart } from './key-bytes.ts'
import { entryKey, recordKey, ridBytes, wholeRange } from './keys.ts'
import { namespaceOf, type Collection, type Index } from './shapes.ts'
import { show } from '../bson/show.ts'

const NOTHING = Buffer.alloc(0)

interface Entries {
  readonly index: Index
  readonly keys: readonly Buffer[]
  readonly parts: readonly (readonly KeyPart[])[]
}

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
  insert(collection: Collection, doc: Doc, bytes: Buffer): number {
    const rid = collection.lastRid + 1
    const entries = collection.indexes.map((index) => this.entriesOf(collection, index, doc, rid))
    for (const each of entries) this.#checkUnique(collection, each, rid)
    collection.lastRid = rid
    for (const { index, keys } of entries) for (const key of keys) this.#putEntry(index, key, rid)
    this.#env.put(recordKey(collection.id, rid), bytes)
    this.#count(collection, 1, bytes.length)
    return rid
  }

  /** Puts `after` in the place of `before`; only index entries that differ are touched. */
  update(collection: Collection, rid: number, before: Doc, after: Doc, bytes: Buffer, sizeBefore: number): void {
    const removed: [Index, Buffer][] = []
    const added: Entries[] = []
    for (const index of collection.indexes) {
      if (!isTouched(index, before, after)) continue
      const old = this.entriesOf(collection, index, before, rid)
      const next = this.entriesOf(collection, index, after, rid)
      const wasThere = among(old.keys)
      const stays = among(next.keys)
      const fresh = next.keys.map((key, i) => [key, next.parts[i]!] as const).filter(([key]) => !wasThere(key))
      if (fresh.length > 0) added.push({ index, keys: fresh.map(([key]) => key), parts: fresh.map(([, row]) => row) })
      for (const key of old.keys) if (!stays(key)) removed.push([index, key])
    }
    for (const each of added) this.#checkUnique(collection, each, rid)
    for (const [index, key] of removed) this.#removeEntry(index, key, rid)
    for (const { index, keys } of added) for (const key of keys) this.#putEntry(index, key, rid)
    this.#env.put(recordKey(collection.id, rid), bytes)
    this.#count(collection, 0, bytes.length - sizeBefore)
  }

  remove(collection: Collection, rid: number, doc: Doc, size: number): void {
    for (const index of collection.indexes) {
      for (const key of this.entriesOf(collection, index, doc, rid).keys) this.#removeEntry(index, key, rid)
    }
    this.#env.remove(recordKey(collection.id, rid))
    this.#count(collection, -1, -size)
  }

  /** Adds the entries of one stored document to an index that is being built. */
  addToIndex(collection: Collection, index: Index, rid: number, bytes: Buffer): void {
    const entries = this.entriesOf(collection, index, decode(bytes), rid)
    this.#checkUnique(collection, entries, rid)
    for (const key of entries.keys) this.#putEntry(index, key, rid)
  }

  get(collection: Collection, rid: number): Buffer | undefined {
    return this.#env.get(recordKey(collection.id, rid))
  }

  /** Number and bytes of the documents, counted once and then kept up to date. */
  sizeOf(collection: Collection): { documents: number; bytes: number } {
    const range = wholeRange(collection.id, 0)
    collection.documents ??= this.#env.count(range)
    if (collection.bytes === undefined) {
      let bytes = 0
      this.#env.visitRecords(range, false, Infinity, (_rid, record) => {
        bytes += record.length
        return true
      })
      collection.bytes = bytes
    }
    return { documents: collection.documents, bytes: collection.bytes }
  }

  /** How many documents there are, without looking at them. */
  countOf(collection: Collection): number {
    collection.documents ??= this.#env.count(wholeRange(collection.id, 0))
    return collection.documents
  }

  /** The keys a document has in an index, without repeats; notes what the index has to know about it. */
  entriesOf(collection: Collection, index: Index, doc: Doc, rid: number): Entries {
    if (index.partial && !index.partial.test(doc)) return { index, keys: [], parts: [] }
    const { rows, arrays } = indexRows(doc, index.paths)
    const keys: Buffer[] = []
    const parts: (readonly KeyPart[])[] = []
    const seen = new Set<string>()
    let isNews = false
    for (const row of rows) {
      if (index.isSparse && isAbsent(row)) continue
      const key = entryKey(collection.id, index.id, index.fields, row, index.isUnique ? undefined : rid)
      if (rows.length > 1) {
        const text = key.bytes.toString('latin1')
        if (seen.has(text)) continue
        seen.add(text)
      }
      keys.push(key.bytes)
      parts.push(row)
      if (key.isCut && !index.isCut) {
        index.isCut = true
        isNews = true
      }
    }
    for (const i of arrays) {
      if (index.multikey.has(i)) continue
      index.multikey.add(i)
      isNews = true
    }
    if (isNews) this.#indexChanged(collection)
    return { index, keys, parts }
  }

  #checkUnique(collection: Collection, { index, keys, parts }: Entries, rid: number): void {
    if (!index.isUnique) return
    keys.forEach((key, i) => {
      const owner = this.#env.getRid(key)
      if (owner !== undefined && owner !== rid) throw duplicateKey(collection, index, parts[i]!)
    })
  }

  #putEntry(index: Index, key: Buffer, rid: number): void {
    this.#env.put(key, index.isUnique ? ridBytes(rid) : NOTHING)
  }

  #removeEntry(index: Index, key: Buffer, rid: number): void {
    // While a unique index is being built, the entry may be another document's and this one not yet in it.
    if (index.isUnique && index.isBuilding && this.#env.getRid(key) !== rid) return
    this.#env.remove(key)
  }

  #count(collection: Collection, documents: number, bytes: number): void {
    if (collection.documents !== undefined) collection.documents += documents
    if (collection.bytes !== undefined) collection.bytes += bytes
  }
}

/** An update keeps the values it does not change: an index on none of the changed fields stays as it is. */
const isTouched = (index: Index, before: Doc, after: Doc): boolean =>
  index.partial !== undefined || index.paths.some(([top]) => before.get(top!) !== after.get(top!))

function among(keys: readonly Buffer[]): (key: Buffer) => boolean {
  if (keys.length === 1) return (key) => keys[0]!.equals(key)
  const known = new Set(keys.map((key) => key.toString('latin1')))
  return (key) => known.has(key.toString('latin1'))
}

/** MongoDB's error for a second document with the same values, which drivers and mongoose take apart. */
export function duplicateKey(collection: Collection, index: Index, parts: readonly KeyPart[]): StoreError {
  const names = index.fields.map((field) => field.path)
  const values = parts.map((part) => (part === EMPTY_ARRAY ? undefined : (part ?? null)))
  const shown = names.map((name, i) => `${name}: ${show(values[i])}`).join(', ')
  const message = `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${shown} }`
  const keyValue: Doc = new Map(names.map((name, i) => [name, values[i] ?? null]))
  return new StoreError(11000, 'DuplicateKey', message, { keyPattern: index.spec.get('key'), keyValue })
}
