import { describe, expect, it } from 'vitest'
import { fromWgs84, toWgs84 } from '../../schema/territory/point.rules.ts'
import { SURE_PLACE, locate, readPlace } from '../../schema/territory/territory.rules.ts'
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
    ['小区A区光华路一侧的门', 'gh-jianguo'],
    ['我们市的光华路', 'gh-jianguo'],
    ['我们区的工人路', 'gh-jianguo'],
    ['超市的光华路店门口', 'gh-jianguo'],
    ['新港区的区人民医院', 'xg-gangcheng'],
    ['大学城那边停水', 'wh-daxuecheng'],
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
    'A市光华路',
    '隔壁市的光华路',
    '某县友谊路',
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

describe('names that no list has', () => {
  it.each([
    ['市一中食堂', 'gh-wenmiao', '市第一中学'],
    ['澜城五中', 'gh-dongmen', '市第五中学'],
    ['地铁东门站', 'gh-dongmen', '东门地铁站'],
    ['妇幼保健院', 'lj-jiangnan', '市妇幼保健院'],
    ['东湾产业园施工现场', 'xg-chuangye', '东湾产业园工地'],
    ['和平3号楼漏水', 'gh-jianguo', '和平家园'],
  ])('%s', (text, streetId, placeName) => {
    expect(where(text)).toMatchObject({ streetId, placeName })
  })

  it('and those of another kind are not sure', () => {
    expect(where('翠堤家园停水')).toMatchObject({ streetId: 'wh-hubin', placeName: '翠堤小区' })
    expect(where('翠堤家园停水')?.confidence).toBeLessThan(SURE_PLACE)
  })

  it.each([
    '等了一中午',
    '统一中心管理',
    '五中全会',
    '科技路线',
    '创新路径',
    '滨江南路',
    '希望大家和平相处',
    '学校图书馆',
  ])('%s is none', (text) => {
    expect(where(text)).toBeUndefined()
  })
})

describe('a house number', () => {
  it.each([
    ['建国路二百一十号', 'gh-dongmen'],
    ['建国路25-3号', 'gh-jianguo'],
    ['解放路25弄', 'gh-jianguo'],
    ['解放路398#', 'gh-gulou'],
    ['解放路幺五零号', 'gh-wenmiao'],
    ['解放路230号院', 'gh-gulou'],
    ['建国路 199，漏水', 'gh-dongmen'],
  ])('%s', (text, streetId) => {
    expect(where(text)?.streetId).toBe(streetId)
  })

  it('that no stretch has is told, and makes less sure', () => {
    const found = where('光华里社区，建国路900号')
    expect(found?.streetId).toBe('gh-jianguo')
    expect(where('建国路3号线')?.streetId).toBeUndefined()
  })
})

describe('a crossing lies where both roads run', () => {
  it.each([
    ['解放路与中山路交叉口', 'gh-gulou'],
    ['人民路和书院路的十字路口', 'gh-wenmiao'],
    ['解放路中山路路口', 'gh-gulou'],
    ['西市街近解放路', 'gh-gulou'],
    ['建国路(东关街到瓦窑路之间)', 'gh-dongmen'],
    ['科技路/星河大道路口', 'xg-gaoxin'],
  ])('%s', (text, streetId) => {
    expect(where(text)?.streetId).toBe(streetId)
    expect(where(text)?.confidence).toBeGreaterThanOrEqual(SURE_PLACE)
  })

  it('or on a border, and then is not sure', () => {
    expect(where('光明街与友谊路交叉口')).toMatchObject({ candidates: [{ streetId: 'gh-xinhua' }] })
    expect(where('光明街与友谊路交叉口')?.confidence).toBeLessThan(SURE_PLACE)
  })
})

describe('of two places one is where the matter is', () => {
  it.each([
    ['我住光华小区，东关菜市场卖注水肉', 'gh-dongmen', '“光华小区”是说话人住的地方'],
    ['在软件园上班，家住望江花园，地库进水', 'lj-binjiang', '“软件园”是说话人常去的地方'],
    ['前几天反映的是友谊路，这次是工人路', 'gh-jianguo', '“友谊路”是以前反映的'],
    ['湖滨路往莲塘公园方向堵车', 'wh-hubin', '“莲塘公园”只是方向'],
    ['光华区政府说不管，东关街的垃圾到底谁管', 'gh-dongmen', '“光华区政府”是找过的单位'],
  ])('%s', (text, streetId, why) => {
    const found = where(text)
    expect(found?.streetId).toBe(streetId)
    expect(found?.candidates.map((one) => one.why)).toContain(why)
  })

  it('what is denied is no candidate', () => {
    expect(where('不是光华路，是状元路')).toMatchObject({ streetId: 'gh-wenmiao', candidates: [] })
  })

  it('home tells which stretch of a road is meant', () => {
    expect(where('我住光华小区，解放路天天堵车')?.streetId).toBe('gh-jianguo')
  })
})

describe('beside a place', () => {
  it('near a border the other street is a candidate', () => {
    const found = where('荷风菜市场往东200米的巷子里有人杀活鸡')
    expect(found).toMatchObject({ streetId: 'wh-hubin', candidates: [{ streetId: 'gh-wenmiao' }] })
    expect(found?.candidates[0]?.why).toMatch(/离文庙街道边界约\d+米/)
    expect(found?.confidence).toBeLessThan(where('荷风菜市场有人杀活鸡')?.confidence ?? 0)
  })
})

describe('names that were only heard', () => {
  it.each([
    ['广华路的路灯不亮', 'gh-jianguo'],
    ['状元访小区门口堵车', 'gh-wenmiao'],
    ['林角塘公园的长椅坏了', 'wh-liantang'],
    ['福滨小学门口堵车', 'wh-hubin'],
  ])('%s', (text, streetId) => {
    const found = where(text)
    expect(found?.streetId).toBe(streetId)
    expect(found?.evidence[0]?.why).toContain('读音同')
    expect(found?.confidence).toBeLessThan(SURE_PLACE)
  })

  it('are not looked for where they are known to be written right', () => {
    expect(locate(gazetteer, { text: '广华路的路灯不亮', bySound: 'never' })).toBeUndefined()
  })

  it('are looked for in a transcript although another name is written', () => {
    const text = '我在光明街道口，广华小区停水'
    expect(locate(gazetteer, { text, bySound: 'always' })?.evidence.some(({ why }) => why.includes('光华小区'))).toBe(
      true,
    )
  })

  it.each(['从来没见过路灯亮过', '这条路面太光滑', '他们的建议很好', '商业街那边的店', '说了也没有用'])(
    '%s sounds like none',
    (text) => {
      expect(where(text)).toBeUndefined()
    },
  )
})

describe('in English', () => {
  it.each([
    ['The street light on Guanghua Road is out', 'gh-jianguo'],
    ['garbage near Renmin Park', 'gh-jianguo'],
    ["noise in the People's Park", 'gh-jianguo'],
    ['No. 210 Jianguo Road, water leak', 'gh-dongmen'],
    ['Jianguo Lu 25', 'gh-jianguo'],
    ['Guang Hua Lu is dark', 'gh-jianguo'],
  ])('%s', (text, streetId) => {
    expect(where(text)?.streetId).toBe(streetId)
  })

  it('of another city it is none of ours', () => {
    expect(where('Jianguo Road in Beijing is blocked')).toBeUndefined()
    expect(where('I like the road')).toBeUndefined()
  })
})

describe('what is known beside a place', () => {
  it('streets in question where several districts have the name', () => {
    const { place, candidates } = readPlace(gazetteer, { text: '阳光花园停水' })
    expect(place).toBeUndefined()
    expect(candidates).toEqual([
      { streetId: 'wh-liantang', streetName: '莲塘街道', why: '提到“阳光花园”' },
      { streetId: 'xg-gaoxin', streetName: '高新街道', why: '提到“阳光花园”' },
    ])
  })

  it('what speaks for another city', () => {
    const { place, elsewhere } = readPlace(gazetteer, { text: '南京市鼓楼区解放路积水' })
    expect(place).toBeUndefined()
    expect(elsewhere[0]?.why).toContain('不在本市')
  })

  it('a name of ours said by somebody elsewhere is a guess only', () => {
    expect(where('我在杭州，人民公园太挤')).toBeUndefined()
    expect(readPlace(gazetteer, { text: '我在杭州，人民公园太挤' }).candidates).toEqual([
      { streetId: 'gh-jianguo', streetName: '建国街道', why: '本市也有这个名字' },
    ])
    expect(where('我在杭州工作，家里老人住望江花园，停水了')?.confidence).toBeGreaterThanOrEqual(SURE_PLACE)
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

  it.each(['GCJ-02', 'BD-09'] as const)('in %s it comes back where it was, to a metre', (datum) => {
    const there = fromWgs84([point.longitude, point.latitude], datum)
    const [lng, lat] = toWgs84(there)
    expect(Math.abs(there.longitude - point.longitude)).toBeGreaterThan(0.001)
    expect(Math.hypot(lng - point.longitude, lat - point.latitude)).toBeLessThan(1e-5)
    expect(locate(gazetteer, { text: '', point: there })?.streetId).toBe('gh-jianguo')
  })

  it('outside the city leaves it to the words', () => {
    const away = { longitude: 116.4, latitude: 39.9 }
    expect(locate(gazetteer, { text: '路灯坏了', point: away })).toBeUndefined()
    expect(locate(gazetteer, { text: '光华路路灯坏了', point: away })?.streetId).toBe('gh-jianguo')
  })
})
