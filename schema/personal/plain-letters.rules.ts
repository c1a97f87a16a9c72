/** What is written otherwise than a keyboard has it: full-width, circled, other spaces and dashes, marks nobody sees. */
const DRESSED = /[\u00a0\u00ad\u2000-\u2015\u2028-\u202f\u2060\u2212\u2460-\u2468\u24ea\u3000\ufeff\uff01-\uff5e]/
const EVERY_DRESSED = new RegExp(DRESSED, 'g')

/** Letters, digits and signs as plain ones, each at its own place; what cannot be seen is a space. */
export function plainLetters(text: string): string {
  return DRESSED.test(text) ? text.replaceAll(EVERY_DRESSED, plainOf) : text
}

function plainOf(letter: string): string {
  const code = letter.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code >= 0x2460 && code <= 0x2468) return String(code - 0x245f)
  if (code === 0x24ea) return '0'
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' '
}

/** How digits are said; 洞 and 拐 by those who are used to the radio. */
const SAID = new Map(
  Object.entries({
    零: 0,
    〇: 0,
    洞: 0,
    一: 1,
    幺: 1,
    二: 2,
    两: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    拐: 7,
    八: 8,
    九: 9,
  }),
)
/** Only a text with five digits in a row, one of them said, can hold a number that is worth reading anew. */
const NUMBER_SAID = /[零〇洞一幺二两三四五六七拐八九](?:[\s,，、-]?[\d零〇洞一幺二两三四五六七拐八九]){4}/

/**
 * Numerals as recognisers write them (幺三八零零…) read as digits, and the signs they put where the speaker drew breath as
 * spaces; at the same places. Undefined where no number is said.
 */
export function digitsSaid(plain: string): string | undefined {
  if (!NUMBER_SAID.test(plain)) return undefined
  return (
    plain
      // 一 of 一直 and 一下 behind a number is no digit of it.
      .replaceAll(
        /一(?![直下个次些样般起定边旦条家切共])|两(?![个次天年月家户])|[零〇洞幺二三四五六七拐八九]/g,
        (digit) => String(SAID.get(digit)),
      )
      .replaceAll(/(?<=\d)[,，、](?=\d)/g, ' ')
  )
}
