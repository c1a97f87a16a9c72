import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'normalise-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('npm run normalise takes every good row, in order, and tells the bad ones by their line', async () => {
  const [input, output] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')]
  const lines = [
    '{"id":1,"text":"光华路井盖坏了，电话13800138000"}',
    '没有括号',
    '{"id":3}',
    '{"id":"d","subject":"友谊小区停水了","text":""}',
  ]
  writeFileSync(input, lines.join('\n'))
  const { code, out, err } = await run(input, output)
  expect(code).toBe(2)
  expect(out).toContain('已归一 2 行')
  expect(err).toMatch(/第 2 行：不是一行 JSON[^]*第 3 行：没有 text/)
  const text = readFileSync(output, 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; category: { l1: string } })
  expect(rows.map(({ id }) => id)).toEqual([1, 'd'])
  expect(rows.map(({ category }) => category.l1)).toEqual(['城乡建设', '城乡建设'])
  expect(text).not.toContain('13800138000')
})

it('and a city’s own places, through pipes: rows to standard output, what else is to be said beside them', async () => {
  const territory = join(folder, 'places.json')
  const streets = [{ name: '柳桥街道', district: '河湾区', roads: ['柳桥路'], places: ['枫坪新村'] }]
  writeFileSync(territory, JSON.stringify({ city: '宁浦市', districts: ['河湾区'], streets }))
  const { code, out, err } = await run('-', '-', '--territory', territory).saying(
    '\uFEFF{"id":1,"text":"柳桥路路灯坏了"}\r\n',
  )
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ id: 1, place: { district: '河湾区', street: '柳桥街道' } })
  expect(err).toContain('已归一 1 行')
})

type Ended = Promise<{ code: number; out: string; err: string }>

function run(...args: string[]): Ended & { saying(input: string): Ended } {
  const command = ['--import', 'tsx', 'api/runtime/commands/normalise.ts', ...args]
  let child: ReturnType<typeof execFile> | undefined
  const ended: Ended = new Promise((resolve) => {
    child = execFile(process.execPath, command, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
  const saying = (input: string) => {
    child?.stdin?.end(input)
    return ended
  }
  return Object.assign(ended, { saying })
}
