import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

// A process of its own, and those start slowly where others work.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'check-replies-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('npm run check-replies: a row for each good one, bad ones by their line, 2 at the end', async () => {
  const [input, output] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')]
  const rows = [
    { id: 1, subject: '井盖', detail: '光华路25号井盖坏了', reply: '井盖已更换，请放心。' },
    { id: 'b', text: '工地半夜施工太吵', reply: '不属我局职责，请自行咨询有关部门。' },
    { id: 3, message: '没有答复' },
  ]
  writeFileSync(input, `${rows.map((row) => JSON.stringify(row)).join('\n')}\nnot json\n`)
  const args = ['--import', 'tsx', 'api/runtime/commands/check-replies.ts', input, output]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2)
  expect(out).toContain('检查 2 条答复：可以发 1，建议修改 1，不能发 0；问题行 2')
  expect(err).toMatch(/第 3 行：reply 不对[\s\S]*第 4 行：不是一行 JSON/)
  const [first, second] = readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(first).toMatchObject({ id: 1, verdict: 'GOOD', leaks: 0, passesTheBuck: 0, method: 'reply-1' })
  expect(second).toMatchObject({ id: 'b', verdict: 'MEND', passesTheBuck: 1 })
  expect(second?.['evidence']).toContainEqual({
    aspect: 'passesTheBuck',
    start: 0,
    end: 6,
    text: '不属我局职责',
    why: '让市民去找别处',
  })
})
