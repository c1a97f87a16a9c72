import { locate } from '../../schema/territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'
import { type Gazetteer, SURE_PLACE, buildGazetteer, readPlace } from '../../schema/territory/territory.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { type AddressSet, addressesOf, scoreAddresses } from './addresses.ts'
import { bigCity } from './big-city.ts'
import { dataRows } from './data.ts'

/** Place: our own addresses of the demo city (no other data needed), ordinary texts without our places, and the cost. */
export async function evaluatePlace(): Promise<BenchRow[]> {
  const gazetteer = buildGazetteer(DISTRICTS, STREETS)
  return [
    ...(['tuned', 'held-out'] as const).flatMap((set) => addressRows(gazetteer, set)),
    ...ordinaryRows(gazetteer),
    ...costRows('demo gazetteer', gazetteer, 0.3),
    ...costRows('20,000 names', bigCity(20_000), 0.5),
  ]
}

function addressRows(gazetteer: Gazetteer, set: AddressSet): BenchRow[] {
  const score = scoreAddresses(gazetteer, addressesOf(set))
  for (const { text, wanted, read } of score.misses) {
    console.log(`  ${set}: ${text} → ${read.place?.streetId ?? read.place?.districtId ?? '–'}, wanted ${wanted}`)
  }
  return [
    {
      name: `${set}: street, first answer`,
      value: score.top1,
      unit: '',
      bar: { min: 0.95 },
      note: `${score.rows} texts`,
    },
    { name: `${set}: street, answer or candidate`, value: score.among, unit: '' },
    { name: `${set}: undecided left open with its candidates`, value: score.open, unit: '' },
    {
      name: `${set}: sure answers (≥ ${SURE_PLACE}) that are right`,
      value: score.sureRight,
      unit: '',
      bar: { min: 0.97 },
    },
    { name: `${set}: answers with a street that are sure`, value: score.sure, unit: '' },
    {
      name: `${set}: sure answers outside the city or for no place`,
      value: score.sureOutside,
      unit: 'texts',
      bar: { max: 0 },
    },
    { name: `${set}: any answers outside the city or for no place`, value: score.anyOutside, unit: 'texts' },
  ]
}

/** Reviews and micro-blogs: hardly a place in them, and none of the demo city. */
const ORDINARY = [
  'sentiment/online_shopping_10_cats.jsonl',
  'sentiment/waimai_10k.jsonl',
  'sentiment/weibo_senti_subset.jsonl',
] as const

function ordinaryRows(gazetteer: Gazetteer): BenchRow[] {
  const texts = ORDINARY.flatMap((path) => dataRows<{ text: string }>(path) ?? []).map(({ text }) => text)
  if (texts.length === 0) {
    console.log('  !! SKIPPED: false places in ordinary texts (set JIESU_DATA to the folder of the texts)')
    return []
  }
  const read = texts.map((text) => locate(gazetteer, { text }))
  const perThousand = (count: number) => (1000 * count) / texts.length
  const bySound = read.filter((place) => place?.evidence.some(({ why }) => why.includes('读音同')))
  const sure = read.filter((place) => place?.streetId !== undefined && place.confidence >= SURE_PLACE)
  const note = `${texts.length} reviews and micro-blogs`
  return [
    {
      name: 'ordinary texts: places found by sound',
      value: perThousand(bySound.length),
      unit: '‰',
      bar: { max: 1 },
      note,
    },
    { name: 'ordinary texts: sure places', value: perThousand(sure.length), unit: '‰', bar: { max: 5 }, note },
  ]
}

const FILLER =
  '你好，我要反映一个问题，这里的情况已经持续很久了，居民意见很大，多次打电话也没有人来处理，希望有关部门尽快派人来看看，给大家一个明确的答复，谢谢。'
const MESSAGES = [
  '我住光华小区，从人民公园东门出来往南走两百米，解放路和文庙街交叉口的路灯坏了。',
  '广华路二十五号楼下有人占道卖菜，走都走不过去。',
  '楼上天天半夜拖椅子，吵得睡不着，物业也不管。',
].map((text) => `${text}${FILLER}`.slice(0, 120).padEnd(120, FILLER))

/** CPU of one message of 120 characters: with a place, with one by its sound, and with none. */
function costRows(name: string, gazetteer: Gazetteer, max: number): BenchRow[] {
  const rounds = 1500
  for (let warm = 0; warm < 500; warm++) for (const text of MESSAGES) readPlace(gazetteer, { text })
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) for (const text of MESSAGES) readPlace(gazetteer, { text })
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000 / (rounds * MESSAGES.length)
  return [{ name: `locate, 120 characters, ${name}`, value: ms, unit: 'ms CPU', bar: { max } }]
}
