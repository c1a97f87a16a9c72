import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EXPORT_USAGE, exportFile } from '../../api/runtime/commands/export-file.ts'
import { IMPORT_USAGE, importFile } from '../../api/runtime/commands/import-file.ts'
import { outcomeOf } from '../../api/runtime/commands/run.ts'
import { importRecord } from '../../schema/exchange/exchange.model.ts'
import { type EmptyCity, openEmptyCity } from '../support/exchange-store.ts'
import { PLAIN, csvOf, oddRows, tableOf } from '../support/past-tickets.ts'

// Processes start slowly where others work.
vi.setConfig({ testTimeout: 180_000 })

const open: EmptyCity[] = []
async function emptyCity(): Promise<EmptyCity> {
  const city = await openEmptyCity()
  open.push(city)
  return city
}
afterEach(async () => {
  for (const city of open.splice(0)) await city.close()
})

const settingsOf = (city: EmptyCity | undefined) => {
  return { NODE_ENV: 'test', SEED: 'none', MONGODB_URI: city?.uri, SEAL_SECRET: '' }
}

function start(
  city: EmptyCity | undefined,
  command: 'import' | 'export',
  args: readonly string[],
  env = {},
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `api/runtime/commands/${command}.ts`, ...args], {
    env: { ...process.env, ...settingsOf(city), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const COMMANDS = { import: [IMPORT_USAGE, importFile], export: [EXPORT_USAGE, exportFile] } as const

/** The command in this process: all of it but its start. */
async function run(city: EmptyCity | undefined, command: 'import' | 'export', args: string[], env = {}) {
  let [out, err] = ['', '']
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line: string) => void (err += `${line}\n`)),
  ]
  for (const [name, value] of Object.entries({ ...settingsOf(city), ...env })) vi.stubEnv(name, value)
  const [usage, work] = COMMANDS[command]
  const code = await outcomeOf(usage, () => work(args))
  vi.unstubAllEnvs()
  for (const spy of spies) spy.mockRestore()
  return { code, out, err }
}

/** The command as its user starts it. */
async function runAlone(city: EmptyCity | undefined, command: 'import' | 'export', args: readonly string[], env = {}) {
  const child = start(city, command, args, env)
  let [out, err] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, err }
}

const done = async (city: EmptyCity) => (await city.city.db.of(importRecord).findOne({}))?.rows ?? 0

const rows = oddRows().map(({ row }) => row)

describe('npm run import', () => {
  it('ends with 0 when every row was taken, 2 when some were not, 1 when the file cannot be read', async () => {
    const city = await emptyCity()
    const good = city.write('good.csv', csvOf(tableOf(rows)))
    const mixed = city.write('mixed.csv', csvOf(tableOf([PLAIN, { ...PLAIN, number: 'X1', contact: '1.38E+10' }])))
    const dry = await runAlone(city, 'import', [good, '--dry-run'])
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain(`${rows.length} 行 · 新增 ${rows.length} · 已有 0 · 有问题 0（只是检查，没有写入）`)
    expect(await city.tickets()).toEqual([])

    const bad = city.path('bad.csv')
    const part = await run(city, 'import', [mixed, '--report', bad])
    expect(part.code).toBe(2)
    expect(part.out).toContain('新增 1 · 已有 0 · 有问题 1')
    expect(readFileSync(bad, 'utf8')).toMatch(
      /^\uFEFF行号,列,原因\r\n3,来电人电话\/账号,“1\.38E\+10”是被表格软件改写过的数字，.*\r\n$/,
    )
    expect(statSync(bad).mode & 0o777).toBe(0o600)
    expect((await run(city, 'import', [mixed])).err).toMatch(/^第 3 行 来电人电话\/账号：/)
    expect(await run(city, 'import', [city.path('none.csv')])).toMatchObject({ code: 1, out: '' })
  })

  it('called otherwise says how it is called', async () => {
    expect(await run(undefined, 'import', ['a.csv', '--dry'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('用法') as string,
    })
  })

  it('killed in the middle and run again ends as if nothing had happened', async () => {
    const city = await emptyCity()
    const [count, wrong] = [2000, 4]
    const many = Array.from({ length: count }, (_, index) => ({
      ...PLAIN,
      number: `CP20250301${String(index).padStart(6, '0')}`,
      ...(index % 500 === 7 && { state: '不明' }),
    }))
    const path = city.write('many.csv', csvOf(tableOf(many)))
    const [torn, whole] = [city.path('torn.csv'), city.path('whole.csv')]
    const positions: number[] = []
    for (const far of [500, 1000]) {
      const child = start(city, 'import', [path, '--resume', '--report', torn])
      const ended = new Promise((resolve) => child.once('exit', resolve))
      while (child.exitCode === null && (await done(city)) < far) await sleep(5)
      child.kill('SIGKILL')
      await ended
      positions.push(await done(city))
    }
    expect(positions[1]).toBeLessThan(count)
    const last = await run(city, 'import', [path, '--resume', '--report', torn])
    expect(last.out).toContain(`${count} 行 · 新增 ${count - wrong} · 已有 0 · 有问题 ${wrong}`)
    expect(last.out).toContain(`其中 ${positions[1]} 行上次已经做完`)
    expect((await city.tickets()).length).toBe(count - wrong)
    const again = await run(city, 'import', [path, '--report', whole])
    expect(again).toMatchObject({
      code: 2,
      out: expect.stringContaining(`新增 0 · 已有 ${count - wrong} · 有问题 ${wrong}`) as string,
    })
    expect(readFileSync(torn, 'utf8')).toBe(readFileSync(whole, 'utf8'))
  })

  it('puts nothing under a demo city that is yet to be built', async () => {
    const city = await emptyCity()
    const path = city.write('good.csv', csvOf(tableOf([PLAIN])))
    expect(await run(city, 'import', [path], { SEED: 'demo' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('npm start') as string,
    })
  })
})

describe('npm run export', () => {
  it('hides persons, unless somebody says why they must be seen', async () => {
    const city = await emptyCity()
    await city.import(city.write('given.csv', csvOf(tableOf(rows))))
    const masked = city.path('masked.csv')
    const hidden = await run(city, 'export', [masked, '--layout', 'district'])
    expect(hidden).toMatchObject({ code: 0, err: '', out: expect.stringContaining('个人信息已遮盖') as string })
    const text = readFileSync(masked, 'utf8')
    expect(text).toContain('张**,138****8000')
    for (const secret of ['张三丰', '13800138000', '110101199001011234', 'oDemoOpenid'])
      expect(text).not.toContain(secret)
    expect(statSync(masked).mode & 0o777).toBe(0o600)

    const full = city.path('full.csv')
    expect(await run(city, 'export', [full, '--full'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--reason') as string,
    })
    expect(existsSync(full)).toBe(false)
    const seen = await runAlone(city, 'export', [full, '--full', '--reason', '移交档案'], { LOG_LEVEL: 'silent' })
    expect(seen.code).toBe(0)
    expect(JSON.parse(seen.err.split('\n')[0] ?? '')).toMatchObject({
      audit: 'export-full',
      reason: '移交档案',
      file: 'full.csv',
    })
    expect(readFileSync(full, 'utf8')).toContain('张三丰,13800138000')
    // Speech in public: its author is in no table.
    expect(readFileSync(full, 'utf8')).not.toContain('微博网友')
  })

  it('takes the days asked for, both included, in the order of time, and overwrites only when told to', async () => {
    const city = await emptyCity()
    const days = [
      '2025-03-03 00:00:00',
      '2025-03-01 23:59:59',
      '2025-03-02 08:00:00',
      '2025-03-04 00:00:00',
      '2025-02-28 10:00:00',
    ]
    const given = days.map((createdAt, index) => ({
      ...PLAIN,
      number: `X${index}`,
      createdAt,
      closedAt: '2025-03-09 10:00:00',
    }))
    await city.import(city.write('given.csv', csvOf(tableOf(given))))
    const out = city.path('out.csv')
    const args = [out, '--from', '2025-03-01', '--to', '2025-03-03']
    expect((await run(city, 'export', args)).out).toContain('已导出 3 件')
    const numbers = readFileSync(out, 'utf8')
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0])
    expect(numbers).toEqual(['X1', 'X2', 'X0'])
    expect(await run(city, 'export', args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--force') as string,
    })
    expect((await run(city, 'export', [...args, '--force'])).code).toBe(0)
    expect((await run(city, 'export', [city.path('a.csv'), '--layout', 'toString'])).err).toContain(
      '可选 district、bureau',
    )
    expect(existsSync(`${out}.part`)).toBe(false)
  })
})
