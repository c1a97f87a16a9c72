import { mkdirSync } from 'node:fs'
import { Dependencies } from '../aggregate/dependencies.ts'
import { decodeFields } from '../bson/decode.ts'
import type { Doc, Fields } from '../values.ts'
import { Catalogue } from './catalogue.ts'
import { Environment } from './environment.ts'
import { RECORDS, wholeRange } from './keys.ts'
import { Records } from './records.ts'
import { makeIndex, type Collection } from './shapes.ts'

/** What the store reads the time from; tests move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

/** The storage of one folder: what the commands work on. */
export class Engine {
  readonly env: Environment
  readonly catalogue: Catalogue
  readonly records: Records

  constructor(
    dir: string,
    readonly clock: Clock,
  ) {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    this.env = new Environment(dir)
    this.catalogue = new Catalogue(this.env)
    this.records = new Records(this.env, (collection) => this.catalogue.save(collection))
  }

  find(db: string, name: string): Collection | undefined {
    return this.catalogue.find(db, name)
  }

  /** Runs `work` alone: nothing else is written between what it reads and what it writes. Resolves when all is on disk. */
  write<T>(work: () => T): Promise<T> {
    return this.env.write(() => {
      this.catalogue.refresh()
      return work()
    })
  }

  /**
   * Inside a write: adds indexes and their entries for all documents there are. Where that fails, by a value that is
   * there twice, say, nothing of them stays.
   */
  addIndexes(collection: Collection, specs: readonly Doc[]): void {
    const next = Math.max(...collection.indexes.map(({ id }) => id)) + 1
    const added = specs.map((spec, i) => makeIndex(next + i, spec))
    const needed = new Dependencies()
    for (const { paths, partial } of added) {
      for (const path of paths) needed.add(path)
      if (partial) needed.include(partial.fields)
    }
    try {
      for (const group of this.env.records(wholeRange(collection.id, RECORDS))) {
        for (const [rid, bytes] of group) {
          this.records.addEntries(collection, added, rid, decodeFields(bytes, needed.fields as Fields))
        }
      }
    } catch (error) {
      for (const { id } of added) this.env.removeAll(wholeRange(collection.id, id))
      throw error
    }
    this.catalogue.addIndexes(collection, added)
  }

  close(): Promise<void> {
    return this.env.close()
  }
}
