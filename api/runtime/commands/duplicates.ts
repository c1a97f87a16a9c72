import { parseArgs } from 'node:util'
import { type Pair, createFinder, groupsOf } from '../../../schema/family/finder.rules.ts'
import type { Told } from '../../../schema/family/same.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { instantOf } from './instant.ts'
import { collectBad, inAndOut, openRows, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'

const USAGE = '用法：npm run duplicates -- 输入.jsonl 输出.jsonl [--least 0.7 最低把握]'

/** Below it are suggestions for people to look at: nine in ten are right. */
const LEAST = 0.7

/**
 * `npm run duplicates -- IN.jsonl OUT.jsonl [--least 0.7]`: rows `{id, user?, subject?, detail|text, time?}` → first the
 * pairs `{kind: RESUBMISSION|REPEAT|SAME_INCIDENT, ids: [earlier, later], score, why}`, then what they join to
 * `{kind: FAMILY, ids, score, why}`. Needs no store.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { least: { type: 'string' } } })
  const { input, output } = inAndOut(positionals, USAGE)
  const least = shareOf(values.least)
  const bad = collectBad()
  const finder = createFinder()
  const rows = new Map<string, Row>()
  const pairs: Pair[] = []
  for await (const { row, line } of readRows(input, readRow, { onBad: bad.onBad, label: '比对' })) {
    if (rows.has(row.told.id)) bad.onBad({ line, reason: `编号 ${row.told.id} 已经出现过` })
    else {
      rows.set(row.told.id, row)
      pairs.push(...finder.add(row.told).filter(({ same }) => same.score >= least))
    }
  }
  const groups = groupsOf([...rows.keys()], pairs)
  const out = openRows(output)
  const given = (ids: string[]) => inTime(ids, rows).map((id) => rows.get(id)?.id ?? id)
  for (const { id, other, same } of pairs) {
    await out.write({ kind: same.kind, ids: given([id, other]), score: same.score, why: same.why })
  }
  for (const { ids, score } of groups) {
    await out.write({ kind: 'FAMILY', ids: given(ids), score, why: [`${ids.length} 件由以上成对关系相连`] })
  }
  await out.close()
  bad.report()
  console.log(`${rows.size} 行：${pairs.length} 对相关，合为 ${groups.length} 组`)
  return bad.count() > 0 ? IN_PART : 0
})

interface Row {
  /** As the file has it. */
  id: string | number
  told: Told
}

function readRow(value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw new DomainError('BAD_INPUT', '一行应是一个对象')
  const { id, user, subject, detail, text, time } = value as Record<string, unknown>
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') throw new DomainError('BAD_INPUT', '没有编号 id')
  const words = detail ?? text
  if (typeof words !== 'string' || words.trim() === '') throw new DomainError('BAD_INPUT', '没有内容 detail 或 text')
  const who = typeof user === 'string' || typeof user === 'number' ? [String(user)] : []
  const at = instantOf(time)
  const told: Told = {
    id: String(id),
    who: who.filter((key) => key !== ''),
    ...(typeof subject === 'string' && subject.trim() !== '' && { subject }),
    text: words,
    ...(at && { at }),
    spots: [],
  }
  return { id, told }
}

function inTime(ids: readonly string[], rows: ReadonlyMap<string, Row>): string[] {
  const at = (id: string) => rows.get(id)?.told.at?.getTime() ?? 0
  return [...ids].sort((a, b) => at(a) - at(b))
}

function shareOf(given: string | undefined): number {
  if (given === undefined) return LEAST
  const share = Number(given)
  if (share >= 0 && share <= 1) return share
  throw new DomainError('BAD_INPUT', `--least 应在 0 和 1 之间，收到 ${given}`)
}
