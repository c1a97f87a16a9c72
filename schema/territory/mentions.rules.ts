import { type Hit, findWords, longestOnly } from '../classify/lexicon.rules.ts'
import { type ForeignName, foreignNames, isElsewhere, speaksOfElsewhere } from './elsewhere.rules.ts'
import type { Bearer, Gazetteer } from './gazetteer.rules.ts'
import { readHouseNumber } from './house-number.rules.ts'

/** How a name was read out of the text. */
export type Reading = 'written' | 'heard' | 'latin'

/** A name in the text, and those who bear it after house numbers were looked at. */
export interface Mention {
  start: number
  end: number
  word: string
  bearers: readonly Bearer[]
  reading: Reading
  /** 0..1: how far the word can be relied on to be this name. */
  trust: number
  /** The house number that follows a road. */
  number?: number
  /** A number that no stretch of this road has. */
  unknownNumber?: boolean
}

/** All names of the city in a text, and what speaks for another city. */
export interface Mentions {
  ours: Mention[]
  /** All that was found, before it was sifted. */
  found: readonly Mention[]
  /** Names of ours that belong to another city's address, or the city itself. */
  elsewhere: ForeignName[]
  /** Somebody says that they are in another city, and nothing says that ours is meant. */
  doubtful: boolean
}

/** How far a name can be relied on by where it comes from. */
const TRUST: Readonly<Record<Bearer['source'], number>> = { listed: 1, derived: 0.97, 'mixed-up': 0.82, stem: 0.82 }
/** A name that is the beginning of a longer one nobody knows: 鼓楼 in 鼓楼南路. */
const PART_OF_ANOTHER = 0.5
/** A street that another city has as well, as far as anybody knows: 城关镇光华路. */
const UNKNOWN_STREET = 0.6

/** Reads the names as they are written. */
export function writtenMentions(gazetteer: Gazetteer, text: string): Mentions {
  const hits = longestOnly(findWords(gazetteer.names, text)).filter((hit) => isName(text, hit))
  return sift(
    text,
    hits.map(({ start, end, values }) => ({
      start,
      end,
      word: text.slice(start, end),
      bearers: values,
      reading: 'written' as const,
      trust: Math.max(...values.map(({ source }) => TRUST[source])),
    })),
  )
}

/** Leaves out what belongs to another city's address and reads the house numbers. */
export function sift(text: string, found: readonly Mention[]): Mentions {
  const foreign = foreignNames(text).filter((name) => !found.some((own) => overlaps(own, name) && !covers(name, own)))
  const known = found.filter((own) => !foreign.some((name) => covers(name, own)))
  const ours: Mention[] = []
  const elsewhere: ForeignName[] = []
  let own: { end: number } | undefined
  let away: { end: number } | undefined
  for (const mention of known) {
    const { start, end } = mention
    const before = foreign.findLast((name) => name.end <= start)
    // 澜城市光华区光华路: what directly follows a name of ours is ours; so it is with those of another city.
    const follows = own !== undefined && isJoined(text, own.end, start)
    const goesOn = away !== undefined && isJoined(text, away.end, start)
    const namesOurs = own !== undefined && before !== undefined && own.end > before.end
    if (!follows && (goesOn || isElsewhere(text, start, namesOurs ? undefined : before))) {
      elsewhere.push({ start: before?.start ?? start, end })
      away = { end }
      continue
    }
    own = { end }
    away = undefined
    if (mention.bearers[0]?.level !== 'city') ours.push(looked(text, mention, follows))
  }
  const saysOurs = known.some(({ bearers }) => ['city', 'district'].includes(bearers[0]?.level ?? ''))
  return {
    ours,
    found,
    elsewhere: elsewhere.length > 0 ? elsewhere : foreign,
    doubtful: !saysOurs && foreign.length > 0 && speaksOfElsewhere(text, foreign),
  }
}

const overlaps = (a: ForeignName, b: ForeignName) => a.start < b.end && b.start < a.end
const covers = (a: ForeignName, b: ForeignName) =>
  a.start <= b.start && a.end >= b.end && a.end - a.start > b.end - b.start

/** Nothing between two names but a small word that joins them. */
function isJoined(text: string, end: number, start: number): boolean {
  return start - end <= 4 && /^(?:[与和跟、/\-\s]|路口|交|近|的)*$/.test(text.slice(end, start))
}

/** Numbers by schools and hospitals: 一中 is none in 一中午, 统一中心, 五中全会. */
const SHORT_NUMBER = /^[一二三四五六七八九十]{1,2}[中院]$/
const NO_SCHOOL_BEFORE = /[统唯之其万第单专同百千十一二三四五六七八九]$/
const NO_SCHOOL_AFTER = /^[午心间央国秋转介等层国文毒枪风全式子长庭坝系校规队班外]/
/** What makes the end of a road's name part of another word: 科技路线, 创新路径. */
const NO_ROAD_AFTER = /^[径线由途演程数子]/
/** 滨江南路 is not 江南路, 大河东路 not 河东路. */
const RIVER_SIDE = /^[江河湖山海][东南西北][路街岸]/
const MAY_STAND_BEFORE = /(?:^|[^\u4e00-\u9fa5]|[在到于从的市区县镇道路街口我是住近和与及往去离沿过经、约就那这有])$/
/** What every city has, so that the name alone need not mean ours: 学校图书馆, 国家大剧院, 附三医院, 西门长途汽车站. */
const EVERYWHERE =
  /^市?(?:(?:图书|博物|体育|文化)馆|体育场|大剧院|火车站|长途汽车站|汽车站|师范大学|师大|理工大学|妇幼(?:保健院|医院)|中医院|软件园|汽配城|集装箱码头|第?[一二三四五六七八九十]{1,2}(?:人民)?(?:医?院|中学?|职校))$/
const ANOTHER_OWNER =
  /(?:国家|学校|大学|中学|小学|学院|单位|公司|法律|附|附属|省|县|镇|村|国立|公办|公立|私立|民办|社区|小区|华|[东南西北]门?)$/
/** A building, or somebody who lives there: what a bare stem needs behind it. */
const BUILDING =
  /^\s*的?\s*(?:[\dA-Za-z一二三四五六七八九十]{1,3}\s*(?:号楼|号院|栋|幢|座|单元|期|区|#)|业主|物业|业委会)/

/** What is said behind a town that is called by its stem. */
const POINTED_AT = /^(?:那边|这边|那里|这里|那儿|这儿|老街|集镇|街上|赶集|农村|乡下)/

function isName(text: string, { start, end, values }: Hit<Bearer>): boolean {
  const before = text.slice(Math.max(0, start - 1), start)
  const after = text.slice(end, end + 8)
  const word = text.slice(start, end)
  if (SHORT_NUMBER.test(word) && (NO_SCHOOL_BEFORE.test(before) || NO_SCHOOL_AFTER.test(after))) return false
  if (word.endsWith('路') && NO_ROAD_AFTER.test(after)) return false
  if (word.endsWith('街') && after.startsWith('道')) return false
  if (EVERYWHERE.test(word) && ANOTHER_OWNER.test(text.slice(Math.max(0, start - 3), start))) return false
  if (RIVER_SIDE.test(word) && !MAY_STAND_BEFORE.test(before)) return false
  if (values.every(({ source }) => source === 'mixed-up') && /^[路街巷道村]/.test(after)) return false
  if (values.some(({ source }) => source !== 'stem')) return true
  const points = values[0]?.level === 'street' ? POINTED_AT : BUILDING
  return points.test(after) && MAY_STAND_BEFORE.test(before)
}

/** A longer name that begins with this one: 鼓楼南路, 文庙西街, 光华路小学. */
const LONGER = /^(?:[东南西北中前后上下]{1,2}(?:路|大街|街|巷|里|村)|[一二三四五六七八九十]{1,2}(?:路|街|巷|村)(?!口))/
/** Something of its own named after a gate, tower or temple of ours; mostly near it. */
const NAMED_AFTER =
  /^(?:小区|花园|家园|公寓|广场|公园|市场|学校|小学|中学|医院|大厦|酒店|宾馆|超市|社区|新村|商场|幼儿园)/
const NEAR_ITS_NAME = 0.85
/** A street or town right before a name that is none of ours. */
const OTHER_STREET = /[\u4e00-\u9fa5]{2,4}(?:街道|镇|乡)$/

function looked(text: string, mention: Mention, follows: boolean): Mention {
  const after = text.slice(mention.end, mention.end + 16)
  const level = mention.bearers[0]?.level
  if (level !== 'district' && level !== 'street' && LONGER.test(after)) {
    return { ...mention, trust: mention.trust * PART_OF_ANOTHER }
  }
  if (mention.word.length === 2 && NAMED_AFTER.test(after)) return { ...mention, trust: mention.trust * NEAR_ITS_NAME }
  const before = text.slice(Math.max(0, mention.start - 6), mention.start)
  const trust =
    !follows && level !== 'street' && OTHER_STREET.test(before) ? mention.trust * UNKNOWN_STREET : mention.trust
  const number = level === 'road' && mention.number === undefined ? readHouseNumber(after)?.value : mention.number
  return withNumber({ ...mention, trust }, number)
}

/** Keeps those whose stretch of the road has the number; a number nobody has (or a road without ranges) tells nothing. */
export function withNumber(mention: Mention, number: number | undefined): Mention {
  if (number === undefined) return mention
  const having = mention.bearers.filter(({ numbers }) => numbers && number >= numbers.from && number <= numbers.to)
  if (having.length > 0) return { ...mention, bearers: having, number }
  return mention.bearers.some(({ numbers }) => numbers) ? { ...mention, unknownNumber: true } : mention
}
