import { describe, expect, it } from 'vitest'
import { locate } from '../../schema/territory/territory.rules.ts'
import { STREETS } from '../../schema/territory/territory.seed.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()
const where = (text: string) => locate(gazetteer, { text })

describe('a place in words is found in its street', () => {
  it.each([
    // roads
    ['光华路的井盖坏了', 'gh-jianguo'],
    ['光华路25号门口路灯不亮', 'gh-jianguo'],
    ['工人路与光华路路口红绿灯坏了', 'gh-jianguo'],
    ['友谊路爆管', 'gh-xinhua'],
    ['墨香巷没有路灯', 'gh-wenmiao'],
    ['渔湾路路面塌了', 'lj-shazhou'],
    ['疏港公路大货车太多', 'xg-lingang'],
    // a road through several streets: the house number decides
    ['建国路10号', 'gh-jianguo'],
    ['建国路 198 号', 'gh-jianguo'],
    ['建国路199号', 'gh-dongmen'],
    ['解放路150号漏水', 'gh-wenmiao'],
    ['解放路３00号积水', 'gh-gulou'],
    ['滨江大道50号', 'lj-qiaotou'],
    ['滨江大道200号', 'lj-binjiang'],
    ['滨江大道650号', 'lj-dukou'],
    ['学府路460号', 'wh-liantang'],
    ['环湖路400号', 'wh-liuan'],
    ['港城大道301号', 'xg-lingang'],
    // … or what stands beside it
    ['解放路，鼓楼小学旁边', 'gh-gulou'],
    ['人民路与书院路交叉口', 'gh-wenmiao'],
    ['科技路，软件园地铁站门口', 'xg-gaoxin'],
    ['枫林路红叶公园附近', 'ql-fenglin'],
    ['澜江大道灯塔公园对面', 'xg-gangcheng'],
    ['中山路新华书城门口', 'gh-xinhua'],
    ['环湖路莲塘公园段', 'wh-liantang'],
    // communities and villages, also by their committee
    ['光华里社区垃圾没人清', 'gh-jianguo'],
    ['和平巷居委会的人态度不好', 'gh-jianguo'],
    ['石灰窑村进村的路', 'lj-qiaotou'],
    ['上沙村村委会', 'lj-shazhou'],
    ['雾岭村没有水', 'ql-chayuan'],
    ['红树村养殖场臭', 'xg-baisha'],
    // places
    ['和平家园3号楼下水道堵了', 'gh-jianguo'],
    ['人民公园里跳广场舞太吵', 'gh-jianguo'],
    ['澜城火车站门口黑车拉客', 'gh-xinhua'],
    ['在火车站打车被拒载', 'gh-xinhua'],
    ['万汇城停车场乱收费', 'lj-binjiang'],
    ['市妇幼排队太久', 'lj-jiangnan'],
    ['澜城师大食堂', 'wh-daxuecheng'],
    ['市民中心几点开门', 'wh-hubin'],
    ['新城二期工地半夜打桩', 'wh-liantang'],
    ['澜城钢厂冒黑烟', 'ql-fenglin'],
    ['白石采石场灰大', 'ql-shiqiao'],
    ['黄泥岗化工厂味道刺鼻', 'xg-chuangye'],
    ['集装箱码头夜里作业', 'xg-gangcheng'],
    // the street itself, by its names
    ['建国街道办的窗口', 'gh-jianguo'],
    ['建国街道办事处', 'gh-jianguo'],
    ['我住在云溪镇', 'wh-yunxi'],
    ['石桥镇政府门口', 'ql-shiqiao'],
    ['高新区没有公交', 'xg-gaoxin'],
    // the same name in two streets, told apart
    ['东门街道幸福小区停水', 'gh-dongmen'],
    ['望湖区阳光花园停电', 'wh-liantang'],
    ['高新区阳光花园停电', 'xg-gaoxin'],
    // whole addresses
    ['澜城市光华区建国街道光华路88号光华小区3栋', 'gh-jianguo'],
    ['新港区港城街道灯塔路灯塔小区', 'xg-gangcheng'],
    ['路灯坏了\n地点：望湖区莲塘路9号', 'wh-liantang'],
    ['我在光华路上班，家里停水\n地点：荷风雅居2号楼', 'wh-hubin'],
    // somebody from elsewhere, and a place of ours
    ['我从杭州来出差，在光华路摔了一跤', 'gh-jianguo'],
    ['我是北京人，住翠堤小区', 'wh-hubin'],
    ['我们小区光华路的大门坏了', 'gh-jianguo'],
    ['超市旁边，老城区光华路', 'gh-jianguo'],
    ['在山区雾岭路摔了', 'ql-chayuan'],
    ['和平家园二区光华路一侧的门', 'gh-jianguo'],
  ])('%s', (text, streetId) => {
    expect(where(text)?.streetId).toBe(streetId)
  })
})

describe('only the district is certain', () => {
  it.each([
    ['光华区的路灯', 'guanghua', 0],
    ['解放路堵车', 'guanghua', 3],
    ['人民路积水', 'guanghua', 2],
    ['建国路没有斑马线', 'guanghua', 2],
    ['幸福小区停水', 'guanghua', 2],
    ['枫林路太黑', 'qingling', 2],
    ['创新路没有公交', 'xingang', 2],
  ])('%s', (text, districtId, candidates) => {
    const found = where(text)
    expect(found).toMatchObject({ districtId, confidence: 0.5 })
    expect(found?.streetId).toBeUndefined()
    expect(found?.candidates).toHaveLength(candidates)
  })
})

describe('a place outside the city, or none, is not found', () => {
  it.each([
    '北京市朝阳区建国路88号',
    '杭州市西湖区湖滨路',
    '上海光华路的快递',
    '西城区建国路堵车',
    '广州天河区中山路150号',
    '江宁县友谊路',
    '隔壁平湖市人民公园',
    '长沙市开福区解放路',
    '西湖区光华路',
    // several streets of different districts: nothing is certain
    '澜江大道积水',
    '阳光花园停水',
    '澜城市的公积金怎么取',
    '请问社保卡丢了怎么办',
    '我家楼下太吵了',
    '',
  ])('%s', (text) => {
    expect(where(text)).toBeUndefined()
  })
})

describe('a finding says what it rests on', () => {
  it('names community, place and road of the chosen street only', () => {
    const text = '光华里社区光华小区，靠近光华路，去文庙公园的方向'
    expect(where(text)).toMatchObject({
      streetId: 'gh-jianguo',
      communityName: '光华里社区',
      placeName: '光华小区',
      roadName: '光华路',
    })
  })

  it('points at the very words', () => {
    const text = '你好，建国路25号门口的井盖坏了'
    const [span] = where(text)?.evidence ?? []
    expect(text.slice(span?.start, span?.end)).toBe('建国路')
    expect(span?.why).toBe('“建国路”25号在建国街道一段')
  })

  it('is less sure of two places than of one, and takes the first', () => {
    const one = where('光华路井盖坏了')
    const two = where('从光华路到湖滨路的公交太少')
    expect(two).toMatchObject({ streetId: 'gh-jianguo', candidates: [{ streetId: 'wh-hubin' }] })
    expect(two?.confidence).toBeLessThan(one?.confidence ?? 0)
  })

  it('is hardly sure of a road in the wrong district', () => {
    expect(where('澜江区光华路')).toMatchObject({ streetId: 'gh-jianguo' })
    expect(where('澜江区光华路')?.confidence).toBeLessThan(0.5)
  })
})

describe('a point decides the street', () => {
  const park = STREETS.flatMap((street) => street.places).find((place) => place.name === '人民公园')?.point ?? [0, 0]
  const point = { longitude: park[0], latitude: park[1] }

  it('without a word about the place', () => {
    const found = locate(gazetteer, { text: '这里路灯坏了', point })
    expect(found).toMatchObject({ streetId: 'gh-jianguo', districtName: '光华区', point })
    expect(found?.evidence).toEqual([{ start: 0, end: 0, why: '定位落在建国街道范围内' }])
  })

  it('and words that agree make it surer', () => {
    const found = locate(gazetteer, { text: '光华路路灯坏了', point })
    expect(found).toMatchObject({ streetId: 'gh-jianguo', roadName: '光华路', confidence: 0.97 })
  })

  it('while words that do not are kept as a candidate', () => {
    const found = locate(gazetteer, { text: '湖滨路路灯坏了', point })
    expect(found).toMatchObject({ streetId: 'gh-jianguo', confidence: 0.6, candidates: [{ streetId: 'wh-hubin' }] })
    expect(found?.roadName).toBeUndefined()
  })

  it('settles a road that runs through several streets', () => {
    expect(locate(gazetteer, { text: '解放路积水', point })).toMatchObject({ streetId: 'gh-jianguo', confidence: 0.97 })
  })

  it('in GCJ-02 is moved by the Chinese offset first', () => {
    const found = locate(gazetteer, { text: '', point: { ...point, datum: 'GCJ-02' } })
    const moved = found?.point ?? point
    const metres = Math.hypot((moved.longitude - point.longitude) * 94_700, (moved.latitude - point.latitude) * 110_900)
    expect(metres).toBeGreaterThan(300)
    expect(metres).toBeLessThan(900)
  })

  it('outside the city leaves it to the words', () => {
    const away = { longitude: 116.4, latitude: 39.9 }
    expect(locate(gazetteer, { text: '路灯坏了', point: away })).toBeUndefined()
    expect(locate(gazetteer, { text: '光华路路灯坏了', point: away })?.streetId).toBe('gh-jianguo')
  })
})
