import type { Bearer, Gazetteer } from './gazetteer.rules.ts'
import type { Mention } from './mentions.rules.ts'
import { readingsOf, syllablesOf } from './pinyin.ts'

/** Names by their folded syllables. */
interface SoundNode {
  next: Map<string, SoundNode>
  names: { name: string; syllables: readonly string[]; bearers: readonly Bearer[] }[]
}

/** Only a number or a kind: 市一院, 火车站. What sounds like it is mostly something else. */
const HAS_NO_NAME =
  /^(?:市|区|第|[一二三四五六七八九十]|人民|中|职|火|长途汽|汽|图书|博物)*(?:医?院|中学?|校|车站|馆|政府)$/

const INDEXES = new WeakMap<Gazetteer, SoundNode>()

/** Shorter names sound like too much else. */
const SHORTEST = 3

function indexOf(gazetteer: Gazetteer): SoundNode {
  const known = INDEXES.get(gazetteer)
  if (known) return known
  const root: SoundNode = { next: new Map(), names: [] }
  for (const [name, bearers] of gazetteer.listed) {
    if (name.length < SHORTEST || !/^[\u4e00-\u9fa5]+$/.test(name) || HAS_NO_NAME.test(name)) continue
    const syllables = syllablesOf(name)
    let node = root
    for (const syllable of syllables) {
      const key = folded(syllable)
      let next = node.next.get(key)
      if (!next) node.next.set(key, (next = { next: new Map(), names: [] }))
      node = next
    }
    node.names.push({ name, syllables, bearers })
  }
  INDEXES.set(gazetteer, root)
  return root
}

const FOLDED = new Map<string, string>()

/** What recognisers and southern speakers mix up falls together: zh z, ch c, sh s, n l, ing in, eng en, ang an, hu fu. */
function folded(syllable: string): string {
  const known = FOLDED.get(syllable)
  if (known !== undefined) return known
  const key = syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/^hu$/, 'fu')
    .replace(/([iea])ng$/, '$1n')
  FOLDED.set(syllable, key)
  return key
}

/** What a name that was only heard counts: sure sounds and a character in common; a mixed-up sound; nothing in common. */
const TRUST = { heard: 0.85, mixedUp: 0.78, nothingInCommon: 0.7 } as const

/** Names of the city that the text has by their sound, where they are not written: 广华路 for 光华路. */
export function heardMentions(gazetteer: Gazetteer, text: string): Mention[] {
  const root = indexOf(gazetteer)
  const mentions: Mention[] = []
  for (let start = 0; start < text.length; start++) {
    const best = longestAt(root, text, start)
    if (!best) continue
    mentions.push(best)
    start = best.end - 1
  }
  return mentions
}

function longestAt(root: SoundNode, text: string, start: number): Mention | undefined {
  let best: Mention | undefined
  let nodes = [root]
  for (let at = start; at < text.length && nodes.length > 0; at++) {
    const letter = text[at] ?? ''
    if (!/[\u4e00-\u9fa5]/.test(letter)) break
    const keys = new Set(readingsOf(letter).map(folded))
    nodes = nodes.flatMap((node) => [...keys].flatMap((key) => node.next.get(key) ?? []))
    for (const { name, syllables, bearers } of nodes.flatMap((node) => node.names)) {
      const word = text.slice(start, at + 1)
      const trust = trustOf(word, name, syllables, text.slice(at + 1, at + 3))
      if (trust === undefined) continue
      if (best?.end === at + 1 && best.trust > trust) continue
      const both = best?.end === at + 1 && best.trust === trust ? [...best.bearers, ...bearers] : bearers
      best = { start, end: at + 1, word, bearers: both, reading: 'heard', trust }
    }
  }
  return best
}

/** Endings that say what kind of thing it is; the rest is the name proper. Longer ones first. */
const ENDING =
  /(?:社区卫生服务中心|人民医院|幼儿园|农贸市场|批发市场|菜市场|家属院|地铁站|公交站|街道|小区|花园|家园|公寓|新村|社区|小学|中学|学校|市场|公园|广场|医院|工地|大道|大街|夜市|宿舍|名苑|名邸|新城|路|街|巷|村|镇|苑|园|府|里|城|院|区|站|厂|桥|湾)$/

/** Endings that are written one for the other. */
const SAME_ENDING = ['苑院园源', '巷项', '村邨', '府付', '邸底第']

/** Words of grammar, of counting and of everyday doing: where one stands for another character, no name was meant. */
const NO_NAME =
  /[的了是不没有过我你他她它这那在就都也很还吗呢吧啊么把被给让说看听来去到要能会可想做打吃走开叫请问为什怎个些们对从比因所以但如果年月日号天点分元块万千百几一二三四五六七八九十]/

/** What makes 路 the beginning of the next word: 路灯, 路面. */
const ROAD_WORD = /^[灯面由线径况程障基政费人过途演数标牌]/

function trustOf(word: string, name: string, syllables: readonly string[], after: string): number | undefined {
  if (word === name) return undefined
  const ending = ENDING.exec(name)?.[0] ?? ''
  const stem = name.length - ending.length
  if (stem < 1 || (name.endsWith('路') && ROAD_WORD.test(after))) return undefined
  let [common, mixedUp, noName] = [0, 0, 0]
  for (let at = 0; at < name.length; at++) {
    const [said, meant] = [word[at] ?? '', name[at] ?? '']
    if (said === meant) {
      if (at < stem) common += 1
      continue
    }
    if (NO_NAME.test(said)) noName += 1
    if (at >= stem && !SAME_ENDING.some((letters) => letters.includes(said) && letters.includes(meant)))
      return undefined
    if (!readingsOf(said).includes(syllables[at] ?? '')) mixedUp += 1
  }
  // 瓦要新村 may be 瓦窑新村: what is left of the name has to say so.
  if (noName > 1 || (noName === 1 && (common === 0 || ending.length < 2))) return undefined
  if (mixedUp > 1 || (ending === '' && (name.length < 4 || common === 0))) return undefined
  if (common === 0) return mixedUp === 0 && stem > 1 ? TRUST.nothingInCommon : undefined
  return mixedUp === 0 ? TRUST.heard : TRUST.mixedUp
}
