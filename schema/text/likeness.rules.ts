import { normalText } from './normal.rules.ts'

/** Characters of a stretch that is compared: short ones tell how alike two texts are. */
const SHORT_STRETCH = 3
/**
 * Characters of a stretch that a text is found by. Eight in a row are seldom said twice by chance, so that looking one up
 * brings few texts that are not alike. Tried on the messages of `npm run evaluate -- --only=duplicates`: six marks of
 * eight characters find every pair of texts that share half of what they say; bands of minima over stretches of three or
 * four characters need twice the keys, find less, and bring more that is not alike.
 */
const LONG_STRETCH = 8
const MOST_MARKS = 6

/**
 * What is said to be polite, whatever the matter: greetings, thanks, and the wish that somebody may see to it. Alike in
 * texts that have nothing else in common.
 */
const COURTESIES = [
  /(尊敬|敬爱|亲爱)的[^，。,.!！:：;；\s]{0,12}?(领导|书记|市长|县长|区长|镇长|局长|主任|部门|同志)们?/g,
  /(各位|有关)?(领导|同志)们?[您你]们?好/g,
  /[您你]们?好|打扰(您|你们?)?了|(非常|十分|万分|衷心)?(感谢|谢谢)[您你]?们?/g,
  /(强烈|恳切)?(希望|恳请|请求|恳求|要求|盼望|期盼|麻烦|请|望)(?=[市区县政有相职主上各部单领能可给予尽及早督介重帮认高处解查核调整改答回关])(市|区|县|街道|政府|有关|相关|职能|主管|上级|各级|各位)*(部门|单位|领导|政府)(们|能够?|可以|给予|予以|尽快|及时|早日|督促|介入|重视|帮忙|协调|认真|高度)*(处理|解决|查处|核实|调查|整改|答复|回复|重视|关注)?(一下|为盼)?/g,
]

/** The letters and digits of a text as it is compared: normalised, without punctuation, without courtesies. */
export function plainLetters(text: string): string {
  const normal = normalText(text).text
  const matter = COURTESIES.reduce((rest, courtesy) => rest.replaceAll(courtesy, ''), normal)
  return lettersOf(matter) || lettersOf(normal)
}

const lettersOf = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** A text made ready to be compared with others. */
export interface Comparable {
  /** See `plainLetters`; two texts with the same letters are the same text. */
  letters: string
  /** Hashes of its stretches of three characters, each once, in order. */
  stretches: Uint32Array
}

export function comparable(text: string): Comparable {
  const letters = plainLetters(text)
  return { letters, stretches: stretchesOf(letters) }
}

export interface Likeness {
  /** The letters are the same. */
  same: boolean
  /** Shared stretches of three characters among those of both (Jaccard), 0..1. */
  share: number
  /** Shared stretches among those of the shorter text, 0..1: 1 when one text stands whole in the other. */
  contained: number
  /** Stretches of the shorter text: of a few words one cannot say that they were copied. */
  length: number
}

export function likeness(a: Comparable, b: Comparable): Likeness {
  const shared = sharedOf(a.stretches, b.stretches)
  const length = Math.min(a.stretches.length, b.stretches.length)
  const all = a.stretches.length + b.stretches.length - shared
  return {
    same: a.letters === b.letters && a.letters !== '',
    share: all === 0 ? 0 : shared / all,
    contained: length === 0 ? 0 : shared / length,
    length,
  }
}

/** How many numbers stand in both lists; both are in order. */
function sharedOf(a: Uint32Array, b: Uint32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference === 0) shared += 1
    if (difference <= 0) i += 1
    if (difference >= 0) j += 1
  }
  return shared
}

/**
 * The marks a text is found by, at most six: the least hashes (32 bits, signed) of its stretches of eight characters, a
 * MinHash in its bottom-k form. Two texts that share a part j of these stretches have a mark in common with a chance of
 * at least 1 − (1 − j)⁶, because the least hashes of both together are the least of each that has them. A text shorter
 * than eight characters has one mark, of itself; one without letters none.
 */
export function marksOf(text: string): number[] {
  const letters = plainLetters(text)
  if (letters === '') return []
  const least: number[] = []
  const last = Math.max(letters.length - LONG_STRETCH, 0)
  for (let start = 0; start <= last; start++) keepLeast(least, hashOf(letters, start, start + LONG_STRETCH))
  return least
}

/** Puts the hash among the least, in order; each once. */
function keepLeast(least: number[], hash: number): void {
  if (least.length === MOST_MARKS && hash >= (least.at(-1) ?? 0)) return
  const at = least.findIndex((kept) => kept >= hash)
  if (at >= 0 && least[at] === hash) return
  least.splice(at < 0 ? least.length : at, 0, hash)
  least.length = Math.min(least.length, MOST_MARKS)
}

/** FNV-1a over UTF-16 units, then a finishing mix: the order of the hashes has to look like chance. */
function hashOf(letters: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < Math.min(end, letters.length); at++) {
    hash = Math.imul(hash ^ letters.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

function stretchesOf(letters: string): Uint32Array {
  if (letters === '') return new Uint32Array()
  const last = Math.max(letters.length - SHORT_STRETCH, 0)
  const hashes = new Uint32Array(last + 1)
  for (let start = 0; start <= last; start++) hashes[start] = hashOf(letters, start, start + SHORT_STRETCH) >>> 0
  hashes.sort()
  return hashes.filter((hash, at) => at === 0 || hash !== hashes[at - 1])
}
