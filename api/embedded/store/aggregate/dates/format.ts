import { fault } from '../fault.ts'
import { MINUTE, dayOf, dayOfYear, isoDayOfWeek, isoWeek, wallParts, weekOfYear } from './calendar.ts'
import { UTC, type Zone } from './zone.ts'

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

type Writer = (wall: number, offset: number) => string

/** What each specifier of $dateToString writes, from the wall clock and its offset in milliseconds. */
const WRITERS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['%', () => '%'],
  ['Y', (wall) => padded(wallParts(wall).year, 4)],
  ['m', (wall) => padded(wallParts(wall).month, 2)],
  ['d', (wall) => padded(wallParts(wall).day, 2)],
  ['H', (wall) => padded(wallParts(wall).hour, 2)],
  ['M', (wall) => padded(wallParts(wall).minute, 2)],
  ['S', (wall) => padded(wallParts(wall).second, 2)],
  ['L', (wall) => padded(wallParts(wall).millisecond, 3)],
  ['j', (wall) => padded(dayOfYear(wall), 3)],
  ['w', (wall) => String((isoDayOfWeek(dayOf(wall)) % 7) + 1)],
  ['U', (wall) => padded(weekOfYear(wall), 2)],
  ['G', (wall) => padded(isoWeek(wall).year, 4)],
  ['V', (wall) => padded(isoWeek(wall).week, 2)],
  ['u', (wall) => String(isoDayOfWeek(dayOf(wall)))],
  ['b', (wall) => MONTH_NAMES[wallParts(wall).month - 1]!.slice(0, 3)],
  ['B', (wall) => MONTH_NAMES[wallParts(wall).month - 1]!],
  ['z', (_wall, offset) => offsetText(Math.trunc(offset / MINUTE))],
  ['Z', (_wall, offset) => String(Math.trunc(offset / MINUTE))],
])

function padded(value: number, width: number): string {
  if (value < 0 || value > 9999) {
    throw fault(
      18537,
      `Could not convert date to string: date component was outside the supported range of 0-9999: ${value}`,
    )
  }
  return String(value).padStart(width, '0')
}

const offsetText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${padded(Math.trunc(Math.abs(minutes) / 60), 2)}${padded(Math.abs(minutes) % 60, 2)}`

/** The parts of a format: text as it stands, and the letters behind each `%`, which must be among those allowed. */
export function formatPieces(
  format: string,
  allowed: (letter: string) => boolean,
): { text: string; letter?: string }[] {
  const pieces: { text: string; letter?: string }[] = []
  let from = 0
  for (let at = format.indexOf('%'); at !== -1; at = format.indexOf('%', from)) {
    const letter = format[at + 1]
    if (letter === undefined) throw fault(18535, "Unmatched '%' at end of format string")
    if (!allowed(letter)) throw fault(18536, `Invalid format character '%${letter}' in format string`)
    pieces.push({ text: format.slice(from, at), letter })
    from = at + 2
  }
  pieces.push({ text: format.slice(from) })
  return pieces
}

/** Compiles a format of $dateToString. */
export function dateFormatter(format: string, zone: Zone): (instant: number) => string {
  const pieces = formatPieces(format, (letter) => WRITERS.has(letter)).map(({ text, letter }) => ({
    text,
    write: letter === undefined ? undefined : WRITERS.get(letter),
  }))
  return (instant) => {
    const offset = zone.offsetAt(instant)
    let result = ''
    for (const { text, write } of pieces) result += write ? text + write(instant + offset, offset) : text
    return result
  }
}

/** What $dateToString writes without a format: the Z only where it is true. */
export const defaultFormat = (zone: Zone): string => (zone === UTC ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
