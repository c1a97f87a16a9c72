import { mkdirSync } from 'node:fs'
import { buildIndexes, dropUnfinished } from './build.ts'
import { Catalogue } from './catalogue.ts'
import { clearLeftovers } from './leftovers.ts'
import { Environment } from './environment.ts'
import { Records } from './records.ts'
import type { Collection } from './shapes.ts'
import type { Doc } from '../values.ts'

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
  readonly clock: Clock
  /** Index builds under way, by collection. */
  readonly #builds = new Map<number, Promise<unknown>>()
  #clearing: Promise<void> | undefined
  #isClosing = false

  constructor(dir: string, clock: Clock) {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    this.clock = clock
    this.env = new Environment(dir)
    this.catalogue = new Catalogue(this.env)
    this.records = new Records(this.env, (collection) => this.catalogue.save(collection))
  }

  /** Tidies up what a process that died left unfinished. */
  async recover(): Promise<void> {
    await dropUnfinished(this)
    this.clearLeftovers()
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  find(db: string, name: string): Collection | undefined {
    return this.catalogue.find(db, name)
  }

  /** Runs `work` alone: nothing else is written between what it reads and what it writes. Resolves when all is on disk. */
  async write<T>(work: () => T): Promise<T> {
    let ran = false
    try {
      return await this.env.write(() => {
        this.catalogue.refresh()
        const result = work()
        ran = true
        return result
      })
    } catch (error) {
      // What was counted in memory did not come to be.
      if (ran) this.#forgetCounts()
      throw error
    }
  }

  /** Adds the indexes `choose` picks, one build of a collection at a time. Resolves with how many there were to build. */
  async buildIndexes(db: string, name: string, choose: (collection: Collection) => Doc[]): Promise<number> {
    const id = this.find(db, name)?.id ?? 0
    const before = this.#builds.get(id)
    const build = (before ?? Promise.resolve()).catch(() => {}).then(() => buildIndexes(this, db, name, choose))
    this.#builds.set(id, build)
    try {
      return await build
    } finally {
      if (this.#builds.get(id) === build) this.#builds.delete(id)
    }
  }

  /** Empties, in the background, what dropped collections and indexes have left. */
  clearLeftovers(): void {
    this.#clearing = (this.#clearing ?? Promise.resolve())
      .then(() => clearLeftovers(this))
      // A full disk now means that the next start clears up.
      .catch(() => {})
  }

  #forgetCounts(): void {
    for (const db of this.catalogue.databases()) {
      for (const collection of this.catalogue.collections(db)) {
        collection.documents = undefined
        collection.bytes = undefined
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#clearing
    await this.env.close()
  }
}
