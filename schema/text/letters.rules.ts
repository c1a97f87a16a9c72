import { emojiAt } from './emoji.ts'

/** What one stretch of an original is read as: `text` stands for its next `length` UTF-16 units. */
export interface Reading {
  text: string
  length: number
}

/** Kept together as one: typographic quotes, brackets and dashes as the keyboard writes them. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '"': '“”„‟〝〞「」『』',
    "'": '‘’‚‛`´',
    '[': '【〔［',
    ']': '】〕］',
    '-': '‐‑‒–—―－',
    '~': '～〜',
  }).flatMap(([plain, signs]) => Array.from(signs, (sign) => [sign, plain] as const)),
)

/** Nothing to see: zero-width marks, direction marks, variation, soft hyphen, combining strokes and enclosures. */
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}\ufffd]/u
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
const SPACE = /[\s\p{Cc}\p{Zs}\u115f\u1160\u2800\u3164\uffa0]/u
/** Letters in another dress: half-width kana, circled, squared, radicals, compatibility ideographs, mathematical. */
const DRESSED =
  /[\u2100-\u214f\u2150-\u218b\u2460-\u24ff\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef\u{1d400}-\u{1d7ff}\u{2f800}-\u{2fa1f}\u00b2\u00b3\u00b9\u00bc-\u00be]/u
const ELLIPSIS = /[.。·•・…⋯]{2,}|[…⋯]/y
const ADDRESS = /(?:https?:\/\/|www\.)[\x21-\x7e]+/iy

/** Ideographs stand for themselves; asked first, for nearly all letters are. */
export function isIdeograph(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff
}

/** What stands at this position: an address on the web, an ellipsis, an emoji, a letter in whatever dress, or nothing ('') to see. */
export function readAt(text: string, at: number): Reading {
  const code = text.codePointAt(at) ?? 0
  if (isIdeograph(code)) return { text: text[at] ?? '', length: 1 }
  const address = (code | 0x20) === 0x68 || (code | 0x20) === 0x77 ? stretch(ADDRESS, text, at) : 0
  if (address > 0) return { text: ' ', length: address }
  const dots = stretch(ELLIPSIS, text, at)
  if (dots > 0) return { text: '…', length: dots }
  const letter = String.fromCodePoint(code)
  if (code < 0x7f && code > 0x20) return { text: SIGNS.get(letter) ?? letter.toLowerCase(), length: 1 }
  if (UNSEEN.test(letter)) return { text: '', length: letter.length }
  if (SPACE.test(letter)) return { text: ' ', length: letter.length }
  const emoji = code >= 0x203c ? emojiAt(text, at) : undefined
  if (emoji) return { text: emoji.meaning, length: emoji.length }
  const plain = SIGNS.get(letter) ?? (DRESSED.test(letter) ? letter.normalize('NFKC') : letter).toLowerCase()
  return { text: UNSEEN.test(plain) ? plain.replace(EVERY_UNSEEN, '') : plain, length: letter.length }
}

function stretch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
