import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'
import type { District, Named, Street } from './territory.rules.ts'

const name = z.string().trim().min(1).max(40)
const aliases = z.array(name).default([])
/** 和平家园, or with the other names people use for it. */
const named = <T extends z.ZodRawShape>(more: T) =>
  z.union([name.transform((only) => ({ name: only, aliases: [] as string[] })), z.object({ name, aliases, ...more })])
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const kinds = [
  'estate',
  'school',
  'hospital',
  'market',
  'park',
  'station',
  'site',
  'office',
  'factory',
  'landmark',
] as const

const district = z.union([name.transform((only) => ({ name: only })), z.object({ id: name.optional(), name, aliases })])
const street = z.object({
  id: name.optional(),
  name,
  aliases,
  /** Name or id of its district. */
  district: name.optional(),
  districtId: name.optional(),
  kind: z.enum(['street', 'town']).optional(),
  communities: z.array(named({})).default([]),
  roads: z
    .array(named({ numbers: z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }).optional() }))
    .default([]),
  places: z.array(named({ kind: z.enum(kinds).optional(), point: point.optional() })).default([]),
  boundary: z.array(point).default([]),
  population: z.number().int().min(0).optional(),
})
const file = z.object({ city: name, districts: z.array(district).min(1), streets: z.array(street).default([]) })

/** A city's districts and streets, as a file gives them. */
export interface TerritoryOfFile {
  city: string
  districts: District[]
  streets: Street[]
}

/**
 * A city's own places from a file: `{city, districts: [name or {id?, name, aliases?}], streets: [{name, district,
 * communities?, roads?, places?, aliases?, boundary?}]}`; roads with numbers {from, to}, places with kind and point (WGS84,
 * longitude first), each also as a bare name. Throws BAD_INPUT with the first thing that is wrong.
 */
export function readTerritoryFile(value: unknown): TerritoryOfFile {
  const read = file.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new DomainError(
      'BAD_INPUT',
      `${issue?.path.join('.') || '整个文件'} 不对：应为 {"city": …, "districts": […], "streets": […]}`,
    )
  }
  const { city, districts: rows, streets } = read.data
  const districts = rows.map((row): District => ({
    id: ('id' in row ? row.id : undefined) ?? row.name,
    name: row.name,
    city,
    aliases: 'aliases' in row ? row.aliases : [],
  }))
  const known = new Map(districts.flatMap(({ id, name: called }) => [[called, id] as const, [id, id] as const]))
  const idOf = (called: string, at: string) => {
    const id = known.get(called)
    if (id === undefined) throw new DomainError('BAD_INPUT', `${at} 的区县 ${called || '（空）'} 不在 districts 里`)
    return id
  }
  return {
    city,
    districts,
    streets: streets.map((row) => streetOf(row, idOf(row.districtId ?? row.district ?? '', row.name))),
  }
}

function streetOf(row: z.output<typeof street>, districtId: string): Street {
  const { id, name: called, kind, communities, roads, places, boundary, population } = row
  return {
    id: id ?? `${districtId}/${called}`,
    name: called,
    aliases: row.aliases,
    kind: kind ?? (/[镇乡]$/.test(called) ? 'town' : 'street'),
    districtId,
    communities: communities.map(plain),
    roads: roads.map((road) => ({
      ...plain(road),
      ...('numbers' in road && road.numbers && { numbers: road.numbers }),
    })),
    places: places.map((place) => ({
      ...plain(place),
      kind: ('kind' in place ? place.kind : undefined) ?? 'landmark',
      ...('point' in place && place.point && { point: place.point }),
    })),
    boundary,
    ...(population !== undefined && { population }),
  }
}

const plain = ({ name: called, aliases: others }: Named): Named => ({ name: called, aliases: others })
