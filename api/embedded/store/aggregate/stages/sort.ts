import { compileSort, type SortKey } from '../../query/sort.ts'
import { fault } from '../../errors.ts'
import { isDoc, type Doc, type Value } from '../../values.ts'
import { MemoryMeter, sizeOf } from '../memory.ts'
import { wrongType } from '../operator.ts'
import type { StagePlan } from './stage.ts'

interface Entry {
  readonly key: SortKey
  readonly doc: Doc
  readonly size: number
}

/** $sort, stable and bound to 100 MB; `most` is how many of its documents a following $limit lets through. */
export function sort(spec: Value, most = Infinity): StagePlan {
  if (!isDoc(spec)) throw wrongType(15973, '$sort', spec)
  if (spec.size === 0) throw fault(15976, '$sort stage must have at least one sort key')
  const { fields, keyOf, compareKeys } = compileSort(spec)
  return {
    needs: fields,
    isExhaustive: false,
    start: () => {
      const entries: Entry[] = []
      const meter = new MemoryMeter('$sort')
      const cut = (): void => {
        entries.sort((a, b) => compareKeys(a.key, b.key))
        for (const { size } of entries.splice(most)) meter.take(-size)
      }
      const add = (doc: Doc): void => {
        const key = keyOf(doc)
        // Values of the key are those of the document.
        const size = sizeOf(doc) + 64 + 16 * key.length
        // Cut back only now and then: sorting twice as many as are wanted costs little for each.
        if (entries.length >= 2 * most + 16 || !meter.hasRoomFor(size)) cut()
        meter.take(size)
        entries.push({ key, doc, size })
      }
      return {
        push: (docs) => {
          for (const doc of docs) add(doc)
          return []
        },
        end: () => {
          cut()
          return entries.map(({ doc }) => doc)
        },
      }
    },
  }
}
