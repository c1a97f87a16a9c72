import { randomUUID } from 'node:crypto'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { Binary, docOf, type Doc, type Int32 } from '../values.ts'
import type { Environment } from './environment.ts'
import { collectionRange, RECORDS, wholeRange } from './keys.ts'
import { ID_INDEX, makeIndex, type Collection, type Index } from './shapes.ts'

const FORMAT = 1

/**
 * Which collections and indexes there are: wholly in memory, and collection by collection on disk. Changes happen inside
 * `Environment.write`; each raises a version on disk and in memory, so that after a commit that failed (the disk was
 * full) the next write sees that memory has run ahead and reads everything again.
 */
export class Catalogue {
  readonly #env: Environment
  /** By database and name. */
  #collections = new Map<string, Collection>()
  #version = 0
  #nextCollection = 1

  constructor(env: Environment) {
    this.#env = env
    this.#load()
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(placeOf({ db, name }))
  }

  all(): Collection[] {
    return [...this.#collections.values()]
  }

  collections(db: string): Collection[] {
    return this.all().filter((collection) => collection.db === db)
  }

  databases(): string[] {
    return [...new Set(this.all().map(({ db }) => db))].sort()
  }

  /** Inside a write: makes sure that memory is what the disk has. */
  refresh(): void {
    if (this.#versionOnDisk().version !== this.#version) this.#load()
  }

  create(db: string, name: string): Collection {
    const collection: Collection = {
      id: this.#nextCollection++,
      db,
      name,
      uuid: Buffer.from(randomUUID().replaceAll('-', ''), 'hex'),
      indexes: [makeIndex(1, ID_INDEX)],
      lastRid: 0,
      isDropped: false,
    }
    this.#collections.set(placeOf(collection), collection)
    this.save(collection)
    return collection
  }

  drop(collection: Collection): void {
    collection.isDropped = true
    this.#collections.delete(placeOf(collection))
    this.#env.removeAll(collectionRange(collection.id))
    void this.#env.catalogue.remove(entryName(collection))
    this.#raiseVersion()
  }

  addIndexes(collection: Collection, indexes: readonly Index[]): void {
    collection.indexes.push(...indexes)
    this.save(collection)
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((each) => each !== index)
    this.#env.removeAll(wholeRange(collection.id, index.id))
    this.save(collection)
  }

  /** Writes the collection's entry; call it after any change to it or its indexes. */
  save(collection: Collection): void {
    void this.#env.catalogue.put(entryName(collection), encode(written(collection)))
    this.#raiseVersion()
  }

  #load(): void {
    const before = this.#collections
    this.#collections = new Map()
    const { version, nextCollection } = this.#versionOnDisk()
    this.#version = version
    this.#nextCollection = nextCollection
    for (const { value } of this.#env.catalogue.getRange({ ...this.#env.snapshot, start: 'c', end: 'd' })) {
      const collection = this.#read(decode(value))
      // Record ids given out before must not be given out again: a scan under way may still hold them.
      const known = before.get(placeOf(collection))
      if (known?.id === collection.id) collection.lastRid = Math.max(collection.lastRid, known.lastRid)
      this.#collections.set(placeOf(collection), collection)
    }
  }

  #versionOnDisk(): { version: number; nextCollection: number } {
    const bytes = this.#env.catalogue.get('version', this.#env.snapshot)
    if (!bytes) return { version: 0, nextCollection: 1 }
    const doc = decode(bytes)
    if (doc.get('format') !== FORMAT) {
      throw new StoreError(72, 'InvalidOptions', `this folder has another format than ${FORMAT}`)
    }
    return { version: doc.get('version') as number, nextCollection: doc.get('nextCollection') as number }
  }

  #raiseVersion(): void {
    this.#version++
    const doc = docOf({ format: FORMAT, version: this.#version, nextCollection: this.#nextCollection })
    void this.#env.catalogue.put('version', encode(doc))
  }

  #read(doc: Doc): Collection {
    const id = doc.get('id') as number
    return {
      id,
      db: doc.get('db') as string,
      name: doc.get('name') as string,
      uuid: Buffer.from((doc.get('uuid') as Binary).buffer),
      indexes: (doc.get('indexes') as Doc[]).map(readIndex),
      lastRid: this.#env.lastRid(wholeRange(id, RECORDS)),
      isDropped: false,
    }
  }
}

/** No name holds a zero. */
const placeOf = ({ db, name }: { db: string; name: string }): string => `${db}\0${name}`

const entryName = (collection: Collection): string => `c${collection.id}`

const written = ({ id, db, name, uuid, indexes }: Collection): Doc =>
  docOf({
    id,
    db,
    name,
    uuid: new Binary(uuid, Binary.SUBTYPE_UUID),
    indexes: indexes.map(({ multikey, isCut, ...index }) =>
      docOf({ id: index.id, spec: index.spec, multikey: [...multikey], isCut }),
    ),
  })

function readIndex(doc: Doc): Index {
  const index = makeIndex(doc.get('id') as number, doc.get('spec') as Doc)
  for (const i of doc.get('multikey') as (number | Int32)[]) index.multikey.add(Number(i))
  index.isCut = doc.get('isCut') as boolean
  return index
}
