import { randomBytes } from 'node:crypto'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { Binary, Int32, type Doc, type Value } from '../values.ts'
import type { Environment } from './environment.ts'
import { makeIndex, ID_INDEX } from './index-spec.ts'
import { wholeRange } from './keys.ts'
import type { Collection, Index } from './shapes.ts'
import { show } from '../bson/show.ts'

const FORMAT = 1

/** Key ranges that nothing refers to any more and that are still to be emptied. */
export interface Leftover {
  readonly collection: number
  /** 0 means everything of the collection. */
  readonly index: number
}

/**
 * Which collections and indexes there are: wholly in memory, and entry by entry on disk. Changes happen inside
 * `Environment.write`; each raises a version on disk and in memory, so that after a commit that failed (the disk was
 * full) the next write sees that memory has run ahead and reads everything again.
 */
export class Catalogue {
  readonly #env: Environment
  #databases = new Map<string, Map<string, Collection>>()
  #version = 0
  #nextCollection = 1

  constructor(env: Environment) {
    this.#env = env
    this.load()
  }

  find(db: string, name: string): Collection | undefined {
    return this.#databases.get(db)?.get(name)
  }

  collections(db: string): Collection[] {
    return [...(this.#databases.get(db)?.values() ?? [])]
  }

  databases(): string[] {
    return [...this.#databases.keys()].sort()
  }

  /** Inside a write: makes sure that memory is what the disk has. */
  refresh(): void {
    if (this.#versionOnDisk().version !== this.#version) this.load()
  }

  load(): void {
    const before = this.#databases
    this.#databases = new Map()
    const { version, nextCollection } = this.#versionOnDisk()
    this.#version = version
    this.#nextCollection = nextCollection
    for (const { value } of this.#env.catalogueEntries('c')) {
      const collection = this.#read(decode(value))
      // Record ids given out before must not be given out again: a scan under way may still hold them.
      const known = before.get(collection.db)?.get(collection.name)
      if (known?.id === collection.id) collection.lastRid = Math.max(collection.lastRid, known.lastRid)
      this.#register(collection)
    }
  }

  create(db: string, name: string, options: Doc): Collection {
    const collection: Collection = {
      id: this.#nextCollection++,
      db,
      name,
      uuid: uuid(),
      options,
      indexes: [],
      nextIndexId: 1,
      lastRid: 0,
      documents: 0,
      bytes: 0,
      isDropped: false,
    }
    collection.indexes.push(makeIndex(collection.nextIndexId++, ID_INDEX))
    this.#register(collection)
    this.save(collection)
    return collection
  }

  drop(collection: Collection): void {
    collection.isDropped = true
    const names = this.#databases.get(collection.db)
    names?.delete(collection.name)
    if (names?.size === 0) this.#databases.delete(collection.db)
    this.#env.removeCatalogue(entryName(collection))
    this.#leave({ collection: collection.id, index: 0 })
    this.#raiseVersion()
  }

  addIndex(collection: Collection, spec: Doc, isBuilding: boolean): Index {
    const index = makeIndex(collection.nextIndexId++, spec)
    index.isBuilding = isBuilding
    collection.indexes.push(index)
    this.save(collection)
    return index
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes.splice(collection.indexes.indexOf(index), 1)
    this.#leave({ collection: collection.id, index: index.id })
    this.save(collection)
  }

  /** Writes the collection's entry; call it after any change to it or its indexes. */
  save(collection: Collection): void {
    this.#env.putCatalogue(entryName(collection), encode(written(collection)))
    this.#raiseVersion()
  }

  leftovers(): Leftover[] {
    return this.#env.catalogueEntries('g').map(({ key }) => {
      const [collection, index] = key.slice(1).split('.').map(Number) as [number, number]
      return { collection, index }
    })
  }

  cleared({ collection, index }: Leftover): void {
    this.#env.removeCatalogue(`g${collection}.${index}`)
  }

  #leave({ collection, index }: Leftover): void {
    this.#env.putCatalogue(`g${collection}.${index}`, Buffer.alloc(1))
  }

  #register(collection: Collection): void {
    const names = this.#databases.get(collection.db) ?? new Map<string, Collection>()
    names.set(collection.name, collection)
    this.#databases.set(collection.db, names)
  }

  #versionOnDisk(): { version: number; nextCollection: number } {
    const bytes = this.#env.getCatalogue('version')
    if (!bytes) return { version: 0, nextCollection: 1 }
    const doc = decode(bytes)
    if (doc.get('format') !== FORMAT) {
      throw new StoreError(72, 'InvalidOptions', `this folder has format ${show(doc.get('format'))}, not ${FORMAT}`)
    }
    return { version: doc.get('version') as number, nextCollection: doc.get('nextCollection') as number }
  }

  #raiseVersion(): void {
    this.#version++
    const doc: Doc = new Map<string, Value>([
      ['format', FORMAT],
      ['version', this.#version],
      ['nextCollection', this.#nextCollection],
    ])
    this.#env.putCatalogue('version', encode(doc))
  }

  #read(doc: Doc): Collection {
    const id = doc.get('id') as number
    return {
      id,
      db: doc.get('db') as string,
      name: doc.get('name') as string,
      uuid: Buffer.from((doc.get('uuid') as Binary).buffer),
      options: doc.get('options') as Doc,
      indexes: (doc.get('indexes') as Doc[]).map(readIndex),
      nextIndexId: doc.get('nextIndexId') as number,
      lastRid: this.#env.lastRid(wholeRange(id, 0)),
      documents: undefined,
      bytes: undefined,
      isDropped: false,
    }
  }
}

const entryName = (collection: Collection): string => `c${collection.id}`

function written(collection: Collection): Doc {
  return new Map<string, Value>([
    ['id', collection.id],
    ['db', collection.db],
    ['name', collection.name],
    ['uuid', new Binary(collection.uuid, Binary.SUBTYPE_UUID)],
    ['options', collection.options],
    ['nextIndexId', collection.nextIndexId],
    ['indexes', collection.indexes.map(writtenIndex)],
  ])
}

const writtenIndex = (index: Index): Doc =>
  new Map<string, Value>([
    ['id', index.id],
    ['spec', index.spec],
    ['multikey', [...index.multikey].map((i) => new Int32(i))],
    ['isCut', index.isCut],
    ['isBuilding', index.isBuilding],
  ])

function readIndex(doc: Doc): Index {
  const index = makeIndex(doc.get('id') as number, doc.get('spec') as Doc)
  for (const i of doc.get('multikey') as Int32[]) index.multikey.add(i.value)
  index.isCut = doc.get('isCut') as boolean
  index.isBuilding = doc.get('isBuilding') as boolean
  return index
}

/** A random UUID (RFC 9562, version 4), as MongoDB gives every collection. */
function uuid(): Buffer {
  const bytes = randomBytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}
