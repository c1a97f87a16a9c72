import { CATEGORIES, type CategoryNode, readWords } from './categories.ts'
import { KINDS, KIND_NEUTRAL, KIND_WORDS } from './kinds.ts'
import { type Hit, type Lexicon, buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'
import type { CategoryMeaning, KindMeaning, Meant, SignPart } from './meaning.ts'
import { PLEDGE_WORDS, type Pledge } from './pledges.ts'
import { GUARDS, SIGNS } from './signs.ts'
import { VULNERABLE_WORDS } from './vulnerable.ts'

/** Everything the word lists say about one word. */
interface Meanings {
  /** How long it is as it is written; a hit that is longer was said with pauses. */
  letters: number
  category?: CategoryMeaning[]
  kind?: KindMeaning[]
  /** Which people that depend on others. */
  vulnerable?: string[]
  pledge?: Pledge[]
  sign?: SignPart[]
}

/** What a text says in words of the lists. Of words inside longer ones only the longer count, except among signs. */
export interface WordsSaid {
  category: Meant<CategoryMeaning>[]
  kind: Meant<KindMeaning>[]
  vulnerable: Meant<string>[]
  pledge: Meant<Pledge>[]
  /** Every word that may tell of danger or of its absence, also inside another and said with pauses. */
  sign: Meant<SignPart>[]
}

/** 停…电: so many pauses inside one word of danger are overheard. */
const PAUSES = 2

let lexicon: Lexicon<Meanings> | undefined

/** Finds the words of all lists in one pass. Simplified characters. */
export function readWordLists(text: string): WordsSaid {
  lexicon ??= buildLexicon(readLists())
  const hits = findWords(lexicon, text, PAUSES)
  const said: WordsSaid = { category: [], kind: [], vulnerable: [], pledge: [], sign: [] }
  for (const hit of hits) {
    const [meanings] = hit.values
    if (!meanings) continue
    if (meanings.sign) said.sign.push(meant(hit, meanings.sign))
    if (hit.end - hit.start > meanings.letters) continue
    if (meanings.category) said.category.push(meant(hit, meanings.category))
    if (meanings.kind) said.kind.push(meant(hit, meanings.kind))
    if (meanings.vulnerable) said.vulnerable.push(meant(hit, meanings.vulnerable))
    if (meanings.pledge) said.pledge.push(meant(hit, meanings.pledge))
  }
  return {
    category: longestOnly(said.category),
    kind: longestOnly(said.kind),
    vulnerable: longestOnly(said.vulnerable),
    pledge: longestOnly(said.pledge),
    sign: said.sign,
  }
}

function meant<T>({ start, end }: Hit<Meanings>, values: readonly T[]): Meant<T> {
  return { start, end, values }
}

type Field = Exclude<keyof Meanings, 'letters'>

/** A word may stand in several lists, and more than once in one. */
function readLists(): Map<string, Meanings> {
  const lists = new Map<string, Meanings>()
  const add = <F extends Field>(word: string, field: F, meaning: NonNullable<Meanings[F]>[number]) => {
    // Capitals are found as small letters: KTV and ktv are one word.
    const key = word.toLowerCase()
    const known = lists.get(key) ?? { letters: word.length }
    lists.set(key, { ...known, [field]: [...(known[field] ?? []), meaning] })
  }
  const addNode = ({ words }: CategoryNode, place: Omit<CategoryMeaning, 'weight'>) => {
    for (const { word, weight } of words) add(word, 'category', { ...place, weight })
  }
  const addSigns = (words: string, part: SignPart) => {
    for (const { word } of readWords(words)) add(word, 'sign', part)
  }
  for (const l1 of CATEGORIES) {
    addNode(l1, { l1: l1.name })
    for (const l2 of l1.children) {
      const branch = { l1: l1.name, l2: l2.name, path2: l2.path }
      addNode(l2, branch)
      for (const l3 of l2.children) addNode(l3, { ...branch, l3: l3.name, path3: l3.path })
    }
  }
  for (const kind of KINDS) {
    for (const { word, weight } of readWords(KIND_WORDS[kind])) add(word, 'kind', { kind, weight })
  }
  for (const { word } of readWords(KIND_NEUTRAL)) add(word, 'kind', { weight: 0 })
  for (const [word, group] of VULNERABLE_WORDS) add(word, 'vulnerable', group)
  for (const [pledge, words] of Object.entries(PLEDGE_WORDS) as [Pledge, string][]) {
    for (const { word } of readWords(words)) add(word, 'pledge', pledge)
  }
  addSigns(GUARDS, 'guard')
  for (const sign of SIGNS) {
    addSigns(sign.words, { sign, side: sign.near ? 'words' : 'whole' })
    if (sign.near) addSigns(sign.near, { sign, side: 'near' })
  }
  return lists
}
