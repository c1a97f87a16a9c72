import { marksOf } from '../text/likeness.rules.ts'
import { type Prepared, type Same, type Told, compare, prepare } from './same.rules.ts'

/** Two requests that have to do with each other; `other` was told before. */
export interface Pair {
  id: string
  other: string
  same: Same
}

/** Of the requests with one mark, or of one person, so many of the latest are looked at: a text that all use costs no more. */
const LATEST = 200

/**
 * Finds which requests of a list belong together, one after the other: what the store's indexes do for tickets, in
 * memory. Memory: some 6 bytes for each character told.
 */
export function createFinder(): { add(told: Told): Pair[] } {
  const byMark = new Map<number, Prepared[]>()
  const byPerson = new Map<string, Prepared[]>()
  return {
    add(told) {
      const one = prepare(told)
      const marks = [...marksOf(told.text), ...(told.subject ? marksOf(told.subject) : [])]
      const own = told.who.flatMap((key) => byPerson.get(key) ?? [])
      const candidates = new Set([...own, ...marks.flatMap((mark) => byMark.get(mark) ?? [])])
      const pairs: Pair[] = []
      for (const other of candidates) {
        const same = compare(one, other, own.length + 1)
        if (same) pairs.push({ id: one.id, other: other.id, same })
      }
      for (const mark of marks) keep(byMark, mark, one)
      for (const key of told.who) keep(byPerson, key, one)
      return pairs
    },
  }
}

function keep<K>(lists: Map<K, Prepared[]>, key: K, one: Prepared): void {
  const list = lists.get(key)
  if (!list) return void lists.set(key, [one])
  list.push(one)
  if (list.length > LATEST) list.shift()
}

export interface Group {
  ids: string[]
  /** The weakest pair that holds it together. */
  score: number
}

/** What hangs together by these pairs, in the order of the ids given; requests that stand alone are left out. */
export function groupsOf(ids: readonly string[], pairs: readonly Pair[]): Group[] {
  const parent = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    while (parent.has(root)) root = parent.get(root) ?? root
    if (root !== id) parent.set(id, root)
    return root
  }
  // The strongest pairs first, so that the weakest one needed is the last that joins.
  const scores = new Map<string, number>()
  for (const { id, other, same } of pairs.toSorted((a, b) => b.same.score - a.same.score)) {
    const [a, b] = [rootOf(id), rootOf(other)]
    if (a === b) continue
    parent.set(a, b)
    scores.set(b, same.score)
  }
  const groups = new Map<string, string[]>()
  for (const id of ids) {
    const root = rootOf(id)
    groups.set(root, [...(groups.get(root) ?? []), id])
  }
  return [...groups].flatMap(([root, members]) =>
    members.length > 1 ? [{ ids: members, score: scores.get(root) ?? 0 }] : [],
  )
}
