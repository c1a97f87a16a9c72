import type { Engine } from './engine.ts'
import type { Leftover } from './catalogue.ts'
import type { KeyRange } from './environment.ts'
import { successor, wholeRange } from './keys.ts'

/** So many keys are removed in one transaction. */
const GROUP = 2000

/** Removes the keys of dropped collections and indexes, some at a time, so that others can write in between. */
export async function clearLeftovers(engine: Engine): Promise<void> {
  for (const leftover of engine.catalogue.leftovers()) {
    let isEmpty = false
    while (!isEmpty) {
      if (engine.isClosing) return
      isEmpty = await engine.write(() => {
        const keys = engine.env.entries(rangeOf(leftover), GROUP)
        for (const { key } of keys) engine.env.remove(key)
        if (keys.length === 0) engine.catalogue.cleared(leftover)
        return keys.length === 0
      })
    }
  }
}

/** The keys a leftover stands for. */
export function rangeOf({ collection, index }: Leftover): KeyRange {
  const range = wholeRange(collection, index)
  if (index !== 0) return range
  const start = range.start.subarray(0, 4)
  return { start, end: successor(start) }
}
