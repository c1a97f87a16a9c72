import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { RECORD_TYPES } from '../../api/runtime/records.ts'
import { Db } from '../../schema/kernel/db.ts'
import { loadRegisters } from '../../schema/registers.ts'
import { saveTerritory } from '../../schema/territory/territory.store.ts'
import { databaseUri } from '../support/jiesu.ts'

// The command is a process of its own, and those start slowly where others work.
vi.setConfig({ testTimeout: 120_000 })

const uri = databaseUri(process.env['TEST_MONGODB_URI'] ?? '', `t${randomBytes(6).toString('hex')}`)
const db = await Db.connect(uri)
afterAll(async () => {
  await db.connection.dropDatabase()
  await db.close()
})

/** The files of the package, with one city in them. */
const folder = mkdtempSync(join(tmpdir(), 'divisions-'))
const FILES = {
  provinces: [{ code: '91', name: '东岭省' }],
  cities: [{ code: '9101', name: '宁浦市', provinceCode: '91' }],
  areas: [{ code: '910102', name: '河湾区', cityCode: '9101', provinceCode: '91' }],
  streets: [
    { code: '910102001', name: '柳桥街道', areaCode: '910102' },
    { code: '910102100', name: '枫坪镇', areaCode: '910102' },
  ],
}
for (const [name, rows] of Object.entries(FILES)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows))

async function divisions(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/runtime/commands/divisions.ts', ...args], {
    env: { ...process.env, NODE_ENV: 'test', SEED: 'none', MONGODB_URI: uri, SEAL_SECRET: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, err }
}

it('npm run divisions adds a city once, and leaves alone what was kept up since', async () => {
  await db.ensureIndexes(RECORD_TYPES)
  const first = await divisions('--city', '宁浦', '--from', folder)
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('新增街道乡镇 2：柳桥街道、枫坪镇')
  const { gazetteer, organs } = await loadRegisters(db)
  expect([...gazetteer.streets.keys()]).toEqual(['910102001', '910102100'])
  expect([...organs.keys()].sort()).toEqual(['910102', '910102001', '910102100', 'hotline'])

  const street = gazetteer.streets.get('910102001')
  if (!street) throw new Error('no street')
  const kept = { ...street, population: 52_000, communities: [{ name: '柳桥社区', aliases: [] }] }
  await saveTerritory(db, { districts: [], streets: [kept] })
  const again = await divisions('--city', '宁浦市', '--from', folder)
  expect(again.out).toContain('新增街道乡镇 0，已有 2')
  expect((await loadRegisters(db)).gazetteer.streets.get('910102001')).toEqual(kept)
})
