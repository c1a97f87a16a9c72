import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const dir = mkdtempSync(join(tmpdir(), 'duplicates-'))
afterAll(() => rmSync(dir, { recursive: true }))

const STALL = '南门口的早餐摊每天五点就开始炒菜，油烟直接排到二楼窗户，排风扇一响就是一上午，家里有老人和孩子'

it('`npm run duplicates` says which rows of a file belong together, needs no store, and names the lines it cannot read', () => {
  const rows = [
    { id: 3, user: 'li', subject: '早餐摊油烟', detail: `再次反映：${STALL}，请派人来`, time: '2026/11/8 9:05' },
    { id: 1, user: 'li', subject: '早餐摊油烟', detail: STALL, time: '2026-11-01T08:00:00+08:00' },
    { id: 'x', user: 'wang', text: STALL },
    { id: 7, user: 'zhao', text: '请问公积金异地转移要带什么材料，窗口周末上班吗', time: '2026-11-02 10:00:00' },
    { id: 8, text: ' ' },
    { id: 9, text: '路灯不亮', time: '昨天' },
  ]
  const [input, output] = [join(dir, 'in.jsonl'), join(dir, 'out.jsonl')]
  writeFileSync(input, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n{not json\n`)
  const args = ['--import', 'tsx', 'api/runtime/commands/duplicates.ts', input, output]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr).toContain('第 5 行：没有内容')
  expect(stderr).toContain('第 6 行：看不懂时间 昨天')
  expect(stderr).toContain('第 7 行：不是一行 JSON')
  expect(stdout).toContain('4 行：3 对相关，合为 1 组')
  expect(status).toBe(2)
  const written = readFileSync(output, 'utf8').trim().split('\n')
  expect(written.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { kind: 'RESUBMISSION', ids: [1, 3], score: 0.98 },
    { kind: 'SAME_INCIDENT', ids: ['x', 3] },
    { kind: 'SAME_INCIDENT', ids: ['x', 1] },
    { kind: 'FAMILY', ids: ['x', 1, 3] },
  ])
})
