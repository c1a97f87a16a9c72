import type { Sort, SortKey } from '../query/sort.ts'
import type { Doc } from '../values.ts'
import { MemoryMeter, sizeOf } from './memory.ts'

interface Entry {
  readonly key: SortKey
  readonly doc: Doc
  readonly size: number
}

/** Sorts the documents added; with `most`, keeps only that many. Stable, and bound to 100 MB (code 292). */
export class Sorter {
  private readonly entries: Entry[] = []
  private readonly meter = new MemoryMeter('$sort')

  constructor(
    private readonly sort: Sort,
    private readonly most = Infinity,
  ) {}

  add(doc: Doc): void {
    const key = this.sort.keyOf(doc)
    // Values of the key are those of the document.
    const size = sizeOf(doc) + 64 + 16 * key.length
    // Cut back only now and then: sorting twice as many as are wanted costs little for each.
    if (this.entries.length >= 2 * this.most + 16 || !this.meter.hasRoomFor(size)) this.cut()
    this.meter.take(size)
    this.entries.push({ key, doc, size })
  }

  /** Everything that was added (or the first `most`) in order. */
  sorted(): Doc[] {
    this.cut()
    return this.entries.map(({ doc }) => doc)
  }

  private cut(): void {
    this.entries.sort((a, b) => this.sort.compareKeys(a.key, b.key))
    for (const { size } of this.entries.splice(this.most)) this.meter.take(-size)
  }
}
