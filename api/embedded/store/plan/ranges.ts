import { MAX_VALUES, PREFIX, successor, wholeRange } from '../storage/keys.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import type { End, Interval } from './intervals.ts'
import type { ScanRange } from './scan.ts'

/** Beyond this many combinations of $in lists the later list is left to the filter. */
export const MAX_RANGES = 10_000

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
  const whole = wholeRange(collection.id, index.id)
  if (bounds.length === 0) return { ranges: [{ ...whole, isPoint: false }], isCut: false }
  let prefixes: Buffer[] = [whole.start]
  const last = bounds.length - 1
  bounds.slice(0, last).forEach((intervals, i) => {
    prefixes = prefixes.flatMap((prefix) => intervals.map(({ low }) => joined(prefix, low, index, i)))
  })
  const isWholeKey = index.isUnique && bounds.length === index.fields.length
  let isCut = false
  const ranges = prefixes.flatMap((prefix) =>
    bounds[last]!.map((interval): ScanRange => {
      const isDescending = index.fields[last]!.direction === -1
      const [from, to] = isDescending ? [interval.high, interval.low] : [interval.low, interval.high]
      const start = joined(prefix, from, index, last)
      const end = joined(prefix, to, index, last)
      if (start.length > LONGEST || end.length > LONGEST) isCut = true
      const isPoint = isWholeKey && interval.isPoint && start.length <= LONGEST
      return {
        start: from.isIn || start.length > LONGEST ? start.subarray(0, LONGEST) : successor(start),
        end: isPoint
          ? Buffer.concat([start, Buffer.of(0)])
          : to.isIn || end.length > LONGEST
            ? successor(end.subarray(0, LONGEST))
            : end,
        isPoint,
      }
    }),
  )
  return { ranges: inOrder(ranges, isReverse), isCut }
}

function joined(prefix: Buffer, end: End, index: Index, field: number): Buffer {
  const start = prefix.length
  const bytes = Buffer.concat([prefix, end.prefix])
  if (index.fields[field]!.direction === -1) for (let i = start; i < bytes.length; i++) bytes[i] = bytes[i]! ^ 0xff
  return bytes
}

/** Sorted the way they are read, without empty ones, and with those that overlap made one. */
function inOrder(ranges: readonly ScanRange[], isReverse: boolean): ScanRange[] {
  const sorted = ranges.filter(({ start, end }) => Buffer.compare(start, end) < 0)
  if (sorted.length > 1) sorted.sort((a, b) => Buffer.compare(a.start, b.start))
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
