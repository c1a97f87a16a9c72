import { readFileSync } from 'node:fs'
import { type Pair, createFinder, groupsOf } from '../../schema/family/finder.rules.ts'
import type { Told } from '../../schema/family/same.rules.ts'
import { type Comparable, comparable, likeness } from '../../schema/text/likeness.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'

interface Message {
  id: number
  user: string
  subject: string
  time: string
  detail: string
}

/**
 * Judged by hand: are the two messages of one person about the same matter? All pairs found when the rules were made whose
 * letters are not the same, and a sample of those not found. `labels/resubmissions.jsonl` holds ids only.
 */
interface Judged {
  a: number
  b: number
  label: 0 | 1
}

/** Pairs that `npm run duplicates` writes without being asked for more. */
const LEAST = 0.7
/** Texts that share this much are what brute force calls alike. */
const ALIKE = 0.5

/** Same problem again, on the messages of one city (4,326 with their users). */
export async function evaluateDuplicates(): Promise<BenchRow[] | 'no data'> {
  const messages = dataRows<Message>('taidi2020c/hot_messages.jsonl')
  if (!messages) return 'no data'
  const told = messages.map(toldOf).sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
  const before = process.cpuUsage()
  const finder = createFinder()
  const all = told.flatMap((one) => finder.add(one))
  const { user } = process.cpuUsage(before)
  const found = all.filter(({ same }) => same.score >= LEAST)
  const users = new Map(messages.map((message) => [String(message.id), message.user]))
  const ofOne = (pair: Pick<Pair, 'id' | 'other'>) => users.get(pair.id) === users.get(pair.other)
  const brute = bruteForce(told)
  const keys = new Set(all.map(keyOf))
  const groups = groupsOf(
    told.map(({ id }) => id),
    found,
  )
  return [
    ...precision(
      'exact and near resubmissions',
      found.filter(({ same }) => same.kind === 'RESUBMISSION'),
      0.95,
    ),
    ...precision('all pairs by one person', found.filter(ofOne), 0.95),
    ...precision(
      'suggested pairs by one person',
      all.filter((pair) => ofOne(pair) && pair.same.score < LEAST),
    ),
    recall('pairs of one person that share half their words', brute.filter(ofOne), keys, 0.99),
    recall(
      'pairs of several people that share half',
      brute.filter((pair) => !ofOne(pair)),
      keys,
      0.98,
    ),
    { name: 'duplicates: pairs of several people found', value: found.filter((pair) => !ofOne(pair)).length, unit: '' },
    { name: 'duplicates: families', value: groups.length, unit: '' },
    { name: 'duplicates: members of the largest', value: Math.max(...groups.map(({ ids }) => ids.length)), unit: '' },
    { name: 'duplicates: CPU a message', value: user / told.length, unit: 'µs' },
  ]
}

function toldOf({ id, user, subject, time, detail }: Message): Told {
  return { id: String(id), who: [user], subject, text: detail, at: new Date(time), spots: [] }
}

const keyOf = ({ id, other }: Pick<Pair, 'id' | 'other'>) => [id, other].sort().join('|')

function judgements(): ReadonlyMap<string, number> {
  const lines = readFileSync(new URL('labels/resubmissions.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const judged = lines.map((line) => JSON.parse(line) as Judged)
  return new Map(judged.map(({ a, b, label }) => [keyOf({ id: String(a), other: String(b) }), label]))
}

/** Among what was judged by hand, and what needs no judging: the letters are the same. */
function precision(what: string, pairs: readonly Pair[], min?: number): BenchRow[] {
  const labels = judgements()
  const verdicts = pairs.map((pair) => (pair.same.score === 1 ? 1 : labels.get(keyOf(pair))))
  const judged = verdicts.filter((verdict) => verdict !== undefined)
  const right = judged.filter((verdict) => verdict === 1).length
  const note = `${right} of ${judged.length} judged, ${pairs.length} found`
  const value = right / judged.length
  return [{ name: `duplicates: ${what}, precision`, value, unit: '', ...(min && { bar: { min } }), note }]
}

function recall(what: string, pairs: readonly Pick<Pair, 'id' | 'other'>[], keys: ReadonlySet<string>, min: number) {
  const hit = pairs.filter((pair) => keys.has(keyOf(pair))).length
  const note = `${hit} of ${pairs.length}, by comparing all with all`
  return { name: `duplicates: ${what}, found`, value: hit / pairs.length, unit: '', bar: { min }, note }
}

/** Every pair that shares at least half of its stretches. Lists of a stretch's texts save comparing what shares nothing. */
function bruteForce(told: readonly Told[]): { id: string; other: string }[] {
  const texts = told.map(({ text }) => comparable(text))
  const having = new Map<number, number[]>()
  const found: { id: string; other: string }[] = []
  for (const [at, text] of texts.entries()) {
    for (const other of sharersOf(text, having)) {
      const before = texts[other]
      if (before && likeness(text, before).share >= ALIKE)
        found.push({ id: told[at]?.id ?? '', other: told[other]?.id ?? '' })
    }
    for (const stretch of text.stretches) having.set(stretch, [...(having.get(stretch) ?? []), at])
  }
  return found
}

/** Texts that could reach half: no text can without sharing a third of this one's stretches. */
function sharersOf(text: Comparable, having: ReadonlyMap<number, number[]>): number[] {
  const counts = new Map<number, number>()
  for (const stretch of text.stretches) {
    for (const other of having.get(stretch) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1)
  }
  return [...counts].flatMap(([other, count]) => (count * 3 >= text.stretches.length ? [other] : []))
}
