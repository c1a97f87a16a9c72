import { describe, expect, it } from 'vitest'
import { readTerritoryFile } from '../../schema/territory/territory-file.rules.ts'
import { buildGazetteer, locate } from '../../schema/territory/territory.rules.ts'

const FILE = {
  city: '宁浦市',
  districts: ['河湾区', { id: '91', name: '东岭县', aliases: ['东岭'] }],
  streets: [
    {
      name: '柳桥街道',
      district: '河湾区',
      roads: [{ name: '柳桥路', numbers: { from: 1, to: 99 } }],
      communities: ['柳桥社区'],
    },
    { name: '枫坪镇', districtId: '91', places: ['枫坪新村', { name: '枫坪中学', kind: 'school' }] },
  ],
}

describe('a city’s own places from a file', () => {
  it('are as good as those of the registers', () => {
    const { districts, streets } = readTerritoryFile(FILE)
    expect(streets.map(({ id, kind, districtId }) => [id, kind, districtId])).toEqual([
      ['河湾区/柳桥街道', 'street', '河湾区'],
      ['91/枫坪镇', 'town', '91'],
    ])
    const gazetteer = buildGazetteer(districts, streets)
    expect(locate(gazetteer, { text: '枫坪新村没有路灯' })).toMatchObject({
      streetName: '枫坪镇',
      districtName: '东岭县',
    })
    expect(locate(gazetteer, { text: '柳桥路20号漏水' })).toMatchObject({ streetName: '柳桥街道' })
  })

  it.each([
    [{ ...FILE, districts: [] }, 'districts 不对'],
    [{ ...FILE, streets: [{ name: '北街道', district: '没有的区' }] }, '北街道 的区县 没有的区 不在 districts 里'],
    [{ ...FILE, streets: [{ name: '北街道' }] }, '北街道 的区县 （空） 不在 districts 里'],
    [{ ...FILE, streets: [{ district: '河湾区' }] }, 'streets.0.name 不对'],
    ['宁浦市', '整个文件 不对'],
  ])('or what is wrong with it is said: %j', (value, message) => {
    expect(() => readTerritoryFile(value)).toThrow(message)
  })
})
