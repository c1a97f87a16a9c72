import { MAX_VALUES, PREFIX, successor, wholeRange } from '../storage/keys.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import type { Interval } from './intervals.ts'
import type { ScanRange } from './planner.ts'

const LONGEST = PREFIX + MAX_VALUES

/**
 * The key ranges of an index for the intervals of its first fields; all but the last field have points only.
 * `isCut`: some bound was too long for a key, so the ranges hold more than was asked for.
 */
export function rangesOf(
  collection: Collection,
  index: Index,
  bounds: readonly (readonly Interval[])[],
  isReverse: boolean,
): { ranges: ScanRange[]; isCut: boolean } {
  let intervals: Interval[] = [wholeRange(collection.id, index.id)]
  for (const [i, parts] of bounds.entries()) {
    const turning = index.fields[i]!.direction === 1 ? parts : parts.map(turned)
    intervals = intervals.flatMap(({ start: before }) =>
      turning.map(({ start, end }) => ({
        start: Buffer.concat([before, start]),
        ...(end && { end: Buffer.concat([before, end]) }),
      })),
    )
  }
  const isWholeKey = index.isUnique && bounds.length === index.fields.length
  let isCut = false
  const ranges = intervals.map(({ start, end = successor(start) }, i): ScanRange => {
    if (start.length <= LONGEST && end.length <= LONGEST) {
      return { start, end, isPoint: isWholeKey && intervals[i]!.end === undefined }
    }
    isCut = true
    const to = end.length > LONGEST ? successor(end.subarray(0, LONGEST)) : end
    return { start: start.subarray(0, LONGEST), end: to, isPoint: false }
  })
  return { ranges: inOrder(ranges, isReverse), isCut }
}

/** The same values in a descending field: all bits are turned, and so is the order. */
function turned({ start, end }: Interval): Interval {
  const last = start.map((byte) => byte ^ 0xff) as Buffer
  return end ? { start: successor(end.map((byte) => byte ^ 0xff)), end: successor(last) } : { start: last }
}

/** Sorted the way they are read, without empty ones, and with those that overlap made one. */
function inOrder(ranges: ScanRange[], isReverse: boolean): ScanRange[] {
  if (ranges.length === 1) return ranges
  const sorted = ranges
    .filter(({ start, end }) => Buffer.compare(start, end) < 0)
    .sort((a, b) => Buffer.compare(a.start, b.start))
  const merged: ScanRange[] = []
  for (const range of sorted) {
    const before = merged.at(-1)
    if (!before || Buffer.compare(range.start, before.end) >= 0) merged.push(range)
    else if (Buffer.compare(range.end, before.end) > 0) {
      merged[merged.length - 1] = { start: before.start, end: range.end, isPoint: false }
    }
  }
  return isReverse ? merged.toReversed() : merged
}
