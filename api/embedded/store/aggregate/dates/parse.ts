import { conversionFailure } from '../fault.ts'
import { DAY, HOUR, MINUTE, SECOND, dayNumber, daysInMonth, isoDayNumber } from './calendar.ts'
import { MONTH_NAMES, formatPieces } from './format.ts'
import { UTC, type Zone, fromWall } from './zone.ts'

/** What has been read of a date, by the letter of its specifier. */
type Found = Map<string, string>

const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase())
const OFFSET = 'Z|(?:UTC|GMT)?[+-]\\d\\d(?::?\\d\\d)?|UTC|GMT'

/** The specifiers of $dateFromString's format and what they match. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['%', '%'],
  ['Y', '\\d{4}'],
  ['m', '\\d{1,2}'],
  ['d', '\\d{1,2}'],
  ['H', '\\d{1,2}'],
  ['M', '\\d{1,2}'],
  ['S', '\\d{1,2}'],
  ['L', '\\d{1,3}'],
  ['j', '\\d{1,3}'],
  ['G', '\\d{4}'],
  ['V', '\\d{1,2}'],
  ['u', '[1-7]'],
  ['b', '[A-Za-z]{3}'],
  ['B', '[A-Za-z]+'],
  ['z', `\\s*(?:${OFFSET})`],
  ['Z', '[+-]?\\d{1,4}'],
])

/** Compiles a format of $dateFromString; what it gives throws 241 for text that does not follow the format. */
export function dateParser(format: string, zone: Zone): (text: string) => number {
  const letters: string[] = []
  let source = ''
  for (const piece of formatPieces(format, (letter) => PATTERNS.has(letter))) {
    source += escaped(piece.text)
    if (piece.letter === undefined) continue
    source += `(${PATTERNS.get(piece.letter)!})`
    letters.push(piece.letter)
  }
  const pattern = new RegExp(`^${source}$`)
  return (text) => {
    const match = pattern.exec(text)
    if (!match) throw unreadable(text)
    return assemble(new Map(letters.map((letter, i) => [letter, match[i + 1]!])), text, zone)
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const unreadable = (text: string) => conversionFailure(`Error parsing date string '${text}'`)

/**
 * The forms read without a format: ISO 8601 with `T` or a space, to the second or the millisecond, with or without an
 * offset. MongoDB guesses at many more; those are an error here.
 */
const ISO = new RegExp(
  `^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?:[:.](\\d{2})(?:\\.(\\d{1,9}))?)?\\s?(${OFFSET})?)?$`,
)

/** Reads an ISO 8601 date; one without an offset is local time of the zone. */
export function parseIso(text: string, zone: Zone): number {
  const match = ISO.exec(text)
  if (!match) throw unreadable(text)
  const [, year, month, day, hour, minute, second, fraction, offset] = match
  const parts = { Y: year, m: month, d: day, H: hour, M: minute, S: second, L: fraction?.slice(0, 3), z: offset }
  return assemble(
    new Map(Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined)),
    text,
    zone,
  )
}

function assemble(found: Found, text: string, zone: Zone): number {
  const number = (letter: string): number | undefined => (found.has(letter) ? Number(found.get(letter)) : undefined)
  const day = dayIn(found, number, text)
  const hour = number('H') ?? 0
  const minute = number('M') ?? 0
  const second = number('S') ?? 0
  if (hour > 24 || minute > 59 || second > 59) throw unreadable(text)
  const millisecond = Number((found.get('L') ?? '').padEnd(3, '0'))
  const wall = day * DAY + hour * HOUR + minute * MINUTE + second * SECOND + millisecond
  const offset = offsetIn(found)
  if (offset === undefined) return fromWall(zone, wall)
  if (zone !== UTC) {
    throw conversionFailure('you cannot pass in a date/time string with GMT offset together with a timezone argument')
  }
  return wall - offset
}

function dayIn(found: Found, number: (letter: string) => number | undefined, text: string): number {
  const isoYear = number('G')
  if (isoYear !== undefined) return isoDayNumber(isoYear, number('V') ?? 1, number('u') ?? 1)
  const year = number('Y')
  const dayOfYear = number('j')
  if (year !== undefined && dayOfYear !== undefined) return dayNumber(year, 1, 1) + dayOfYear - 1
  const month = number('m') ?? monthNamed(found)
  const day = number('d')
  if (year === undefined || month === undefined || day === undefined) {
    throw conversionFailure(`an incomplete date/time string has been found, with elements missing: "${text}"`)
  }
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw unreadable(text)
  return dayNumber(year, month, day)
}

function monthNamed(found: Found): number | undefined {
  const name = (found.get('B') ?? found.get('b'))?.toLowerCase()
  if (name === undefined) return undefined
  const index = MONTHS.findIndex((month) => month === name || (name.length === 3 && month.startsWith(name)))
  return index === -1 ? undefined : index + 1
}

/** The offset written in the text, in milliseconds; undefined where there is none. */
function offsetIn(found: Found): number | undefined {
  const minutes = found.get('Z')
  if (minutes !== undefined) return Number(minutes) * MINUTE
  const text = found.get('z')
  if (text === undefined) return undefined
  const match = /([+-])(\d\d):?(\d\d)?$/.exec(text)
  if (!match) return 0
  const offset = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * MINUTE
  return match[1] === '-' ? -offset : offset
}
