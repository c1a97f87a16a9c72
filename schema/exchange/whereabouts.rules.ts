import type { Registers } from '../city.ts'
import { type Organ, districtOrgan, hotlineOrgan, streetOrgan } from '../organ/organ.rules.ts'
import type { District, Named, Street } from '../territory/territory.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import type { TicketRow } from './row.rules.ts'

type Place = Ticket['place']

/** Those of a name; without 区, 街道 and their like where nothing has it in full. */
function called<T extends Named>(all: Iterable<T>, name: string | undefined): T[] {
  if (!name) return []
  const list = [...all]
  const exact = list.filter((each) => each.name === name || each.aliases.includes(name))
  return exact.length > 0 ? exact : list.filter((each) => ground(each.name) === ground(name))
}

const ground = (name: string) => name.replace(/(?<=..)(街道办事处|地区办事处|街道|地区|镇|乡|区|县|市)$/, '')

/**
 * Where a row says it happened. Names that the register knows get its id and official name, others stay as they are
 * written. Gives a problem where a street is known and lies in another district than the row says. `found` is what the
 * words told, for rows that do not say.
 */
export function placeOfRow(registers: Registers, row: TicketRow, found: Place): Place | { problem: string } {
  const named = {
    ...(row.community && { communityName: row.community }),
    ...(row.place && { placeName: row.place }),
  }
  if (!row.district && !row.street) return { ...found, ...named }
  const { districts, streets } = registers.gazetteer
  const meant = called(streets.values(), row.street)
  const district = one(called(districts.values(), row.district))
  const street = one(meant.filter((each) => !row.district || each.districtId === district?.id))
  if (district && meant.length > 0 && meant.every((each) => each.districtId !== district.id)) {
    return { problem: `${row.street}不在${district.name}（登记在${districtNames(meant, districts)}）` }
  }
  const within = district ?? (street && districts.get(street.districtId))
  const districtName = within?.name ?? row.district
  const streetName = street?.name ?? row.street
  return {
    ...(within && { districtId: within.id }),
    ...(districtName && { districtName }),
    ...(street && { streetId: street.id }),
    ...(streetName && { streetName }),
    ...named,
  }
}

const districtNames = (streets: readonly Street[], districts: ReadonlyMap<string, District>) =>
  streets.map(({ districtId }) => districts.get(districtId)?.name ?? districtId).join('、')

function one<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
}

/** What tables leave off or put on to a unit's name. */
const bare = (name: string) => name.replace(/(人民政府)?(街道办事处|办事处|人民政府|政府)$/, '')

/** The unit a table means by a name or short name; undefined when the register has none or several of that name. */
export function findUnit(
  organs: ReadonlyMap<string, Organ>,
  name: string,
  districtId: string | undefined,
): Organ | undefined {
  const all = [...organs.values()]
  const found =
    oneOrMore(all.filter((organ) => organ.name === name)) ??
    oneOrMore(all.filter((organ) => organ.shortName === name)) ??
    all.filter((organ) => bare(organ.name) === bare(name) || organ.shortName === bare(name))
  return one(found) ?? one(found.filter((organ) => organ.districtId === districtId))
}

const oneOrMore = <T>(found: readonly T[]) => (found.length > 0 ? found : undefined)

/** The short name where it is enough to find the unit again, its name otherwise. */
export function unitName(
  organs: ReadonlyMap<string, Organ>,
  { organId, organName, place }: Pick<Ticket, 'organId' | 'organName' | 'place'>,
): string {
  const organ = organs.get(organId ?? '')
  if (!organ) return organName ?? ''
  return findUnit(organs, organ.shortName, place.districtId) === organ ? organ.shortName : organ.name
}

type Unit = Pick<Ticket, 'organId' | 'organName' | 'dispatchReasons'>

const give = (organ: Organ, reason: string): Unit => ({
  organId: organ.id,
  organName: organ.name,
  dispatchReasons: [reason],
})

/**
 * The unit a past ticket counts for: the one the row names, else the street it happened in, else the district, else the
 * hotline. A name that the register does not know is kept as it is, and counts for itself.
 */
export function unitOfRow(registers: Registers, row: TicketRow, place: Place): Unit {
  const { organs } = registers
  if (row.unit) {
    const organ = findUnit(organs, row.unit, place.districtId)
    if (organ) return give(organ, '原系统所派')
    return { organId: row.unit, organName: row.unit, dispatchReasons: ['原系统所派，本系统没有登记这个单位'] }
  }
  if (row.state === 'ACCEPTED') return { dispatchReasons: [] }
  const street = streetOrgan(organs, place.streetId)
  if (street) return give(street, '表中没有承办单位，按被反映街乡镇归属地')
  const district = districtOrgan(organs, place.districtId)
  if (district) return give(district, '表中没有承办单位，按被反映区归属地')
  const hotline = hotlineOrgan(organs)
  if (hotline) return give(hotline, '表中没有承办单位，也没有地点')
  return { organId: NO_UNIT, organName: NO_UNIT, dispatchReasons: ['表中没有承办单位'] }
}

const NO_UNIT = '未注明单位'
