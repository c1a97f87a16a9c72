import { fault } from '../../errors.ts'
import { MINUTE, PARTS, type Part } from './calendar.ts'
import type { Zone } from './zone.ts'

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ')

/** The specifiers of $dateToString that write a number: which part of the date, with how many digits. */
const NUMBERS: ReadonlyMap<string, readonly [part: Part, width: number]> = new Map([
  ['Y', ['year', 4]],
  ['m', ['month', 2]],
  ['d', ['dayOfMonth', 2]],
  ['H', ['hour', 2]],
  ['M', ['minute', 2]],
  ['S', ['second', 2]],
  ['L', ['millisecond', 3]],
  ['j', ['dayOfYear', 3]],
  ['w', ['dayOfWeek', 1]],
  ['U', ['week', 2]],
  ['G', ['isoWeekYear', 4]],
  ['V', ['isoWeek', 2]],
  ['u', ['isoDayOfWeek', 1]],
])

/** An instant as $dateToString writes it. Throws 18535 and 18536 for what is no format, 18537 for years beyond four digits. */
export function formatDate(instant: number, format: string, zone: Zone): string {
  const offset = zone.offsetAt(instant)
  return format.replace(/%([^]?)/g, (_, letter: string) => written(letter, instant + offset, offset / MINUTE))
}

function written(letter: string, wall: number, offset: number): string {
  const number = NUMBERS.get(letter)
  if (number) return padded(PARTS[number[0]](wall), number[1])
  switch (letter) {
    case '%':
      return '%'
    case 'b':
      return MONTH_NAMES[PARTS.month(wall) - 1]!.slice(0, 3)
    case 'B':
      return MONTH_NAMES[PARTS.month(wall) - 1]!
    case 'z':
      return (
        (offset < 0 ? '-' : '+') +
        padded(Math.trunc(Math.abs(offset) / 60) * 100 + (Math.abs(Math.trunc(offset)) % 60), 4)
      )
    case 'Z':
      return String(Math.trunc(offset))
    case '':
      throw fault(18535, "Unmatched '%' at end of format string")
    default:
      throw fault(18536, `Invalid format character '%${letter}' in format string`)
  }
}

function padded(value: number, width: number): string {
  if (value < 0 || value > 9999) throw fault(18537, `a part of a date outside the range of 0 to 9999: ${value}`)
  return String(value).padStart(width, '0')
}
