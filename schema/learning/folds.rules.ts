import { chanceFrom } from '../kernel/chance.ts'

/**
 * Which fold each row is held out in, 0 to `folds` − 1: every label is spread evenly, and rows of one group (copies of
 * one text, messages of one sender) stay together. The same seed gives the same folds.
 */
export function spreadFolds(
  rows: readonly { label: string; group?: string }[],
  folds: number,
  seed = 'folds',
): Uint8Array {
  const chance = chanceFrom(seed)
  const groups = new Map<string, number[]>()
  for (const [index, { group }] of rows.entries()) {
    const key = group ?? `#${index}`
    const own = groups.get(key)
    if (own) own.push(index)
    else groups.set(key, [index])
  }
  const shuffled = [...groups.values()].map((members) => ({ members, at: chance.next() })).sort((a, b) => a.at - b.at)
  const sizes = new Map<string, number[]>()
  const foldOf = new Uint8Array(rows.length)
  for (const { members } of shuffled) {
    const label = rows[members[0] ?? 0]?.label ?? ''
    const size = sizes.get(label) ?? Array.from({ length: folds }, () => 0)
    sizes.set(label, size)
    const fold = size.indexOf(Math.min(...size))
    size[fold] = (size[fold] ?? 0) + members.length
    for (const member of members) foldOf[member] = fold
  }
  return foldOf
}
