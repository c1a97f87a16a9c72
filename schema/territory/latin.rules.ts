import type { Bearer, Gazetteer } from './gazetteer.rules.ts'
import { readHouseNumber } from './house-number.rules.ts'
import { type Mention, withNumber } from './mentions.rules.ts'
import { OTHER_CITIES } from './other-cities.ts'
import { syllablesOf } from './pinyin.ts'

/** How endings of names are said in English; longer ones first. */
const ENDINGS: readonly (readonly [ending: string, english: string])[] = [
  ['社区卫生服务中心', 'communityhealthcenter healthcenter clinic'],
  ['政务服务中心', 'governmentservicecenter servicecenter'],
  ['长途汽车站', 'longdistancebusstation coachstation busterminal'],
  ['火车站', 'railwaystation trainstation'],
  ['地铁站', 'metrostation subwaystation metro subway station'],
  ['公交站', 'busstop busstation'],
  ['人民医院', 'peopleshospital hospital'],
  ['菜市场', 'market vegetablemarket wetmarket'],
  ['农贸市场', 'market farmersmarket wetmarket'],
  ['步行街', 'pedestrianstreet walkingstreet'],
  ['幼儿园', 'kindergarten'],
  ['博物馆', 'museum'],
  ['图书馆', 'library'],
  ['大道', 'avenue ave boulevard blvd road rd'],
  ['大街', 'street st avenue ave'],
  ['街道', 'subdistrict streetoffice'],
  ['社区', 'community'],
  ['小区', 'community compound estate residentialcommunity residentialarea neighborhood neighbourhood'],
  ['花园', 'garden gardens'],
  ['家园', 'home homes homeland'],
  ['公寓', 'apartment apartments'],
  ['公园', 'park'],
  ['广场', 'square plaza'],
  ['医院', 'hospital'],
  ['小学', 'primaryschool elementaryschool school'],
  ['中学', 'middleschool highschool school'],
  ['大学', 'university'],
  ['市场', 'market'],
  ['夜市', 'nightmarket'],
  ['大桥', 'bridge'],
  ['路', 'road rd'],
  ['街', 'street st'],
  ['巷', 'lane ln alley'],
  ['镇', 'town'],
  ['村', 'village'],
  ['区', 'district'],
]

/** Words that are translated rather than spelled. */
const TRANSLATED: Readonly<Record<string, string>> = { 人民: 'peoples', 友谊: 'friendship', 解放: 'liberation' }

const INDEXES = new WeakMap<Gazetteer, ReadonlyMap<string, readonly Bearer[]>>()

/** Every listed name as it is spelled and as it is said in English, letters only: guanghualu, guanghuaroad. */
function indexOf(gazetteer: Gazetteer): ReadonlyMap<string, readonly Bearer[]> {
  const known = INDEXES.get(gazetteer)
  if (known) return known
  const index = new Map<string, readonly Bearer[]>()
  for (const [name, bearers] of gazetteer.listed) {
    if (!/^[\u4e00-\u9fa5]+$/.test(name)) continue
    for (const spelled of spellings(name)) index.set(spelled, [...(index.get(spelled) ?? []), ...bearers])
  }
  INDEXES.set(gazetteer, index)
  return index
}

function spellings(name: string): Set<string> {
  const whole = letters(name)
  const ending = ENDINGS.find(([end]) => name.endsWith(end) && name.length > end.length)
  const found = new Set(name.length > 2 ? [whole] : [])
  if (!ending) return found
  const stem = name.slice(0, -ending[0].length)
  for (const english of ending[1].split(' ')) {
    found.add(letters(stem) + english)
    if (TRANSLATED[stem]) found.add(TRANSLATED[stem] + english)
  }
  return found
}

const letters = (name: string) => syllablesOf(name).join('').replaceAll('ü', 'v')

let foreign: ReadonlySet<string> | undefined

function foreignCities(): ReadonlySet<string> {
  foreign ??= new Set(OTHER_CITIES.map(letters))
  return foreign
}

/** How far a name in Latin letters can be relied on; tones and characters are lost. */
const TRUST = 0.98
/** Longest name in words: Guang Hua Qu Ren Min Yi Yuan. */
const MOST_WORDS = 8

/** Names of the city in Latin letters: Guanghua Road, Guang Hua Lu, People's Park. None where another city is named. */
export function latinMentions(gazetteer: Gazetteer, text: string): Mention[] {
  const words = [...text.matchAll(/[A-Za-z]+(?:['’][A-Za-z]+)?/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    letters: found[0].toLowerCase().replaceAll(/['’]/g, ''),
  }))
  if (words.length === 0 || !words.some((word) => word.letters.length > 2)) return []
  const index = indexOf(gazetteer)
  const mentions: Mention[] = []
  for (let first = 0; first < words.length; first++) {
    for (let last = Math.min(words.length, first + MOST_WORDS) - 1; last >= first; last--) {
      const bearers = index.get(
        words
          .slice(first, last + 1)
          .map((word) => word.letters)
          .join(''),
      )
      const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0]
      if (!bearers || /[^A-Za-z'’\s.-]/.test(text.slice(start, end))) continue
      mentions.push(
        numbered(text, { start, end, word: text.slice(start, end), bearers, reading: 'latin', trust: TRUST }),
      )
      first = last
      break
    }
  }
  const rest = words.filter((word) => !mentions.some(({ start, end }) => start <= word.start && word.end <= end))
  return rest.some((word) => foreignCities().has(word.letters)) ? [] : mentions
}

/** No. 12 Youyi Road, Youyi Road 12. */
function numbered(text: string, mention: Mention): Mention {
  if (mention.bearers[0]?.level !== 'road') return mention
  const before = /(?:^|[^\d])(\d{1,4})\s*,?\s*$/.exec(text.slice(Math.max(0, mention.start - 8), mention.start))
  const after = text.slice(mention.end, mention.end + 14)
  const behind = /^\s*,?\s*(?:no\.?|number|#)\s*(\d{1,4})/i.exec(after)?.[1]
  const number = before?.[1] ?? behind
  return withNumber(mention, number === undefined ? readHouseNumber(after)?.value : Number(number))
}
