import type { District, Street } from './territory.rules.ts'
import { GUANGHUA } from './seed/guanghua.ts'
import { LANJIANG } from './seed/lanjiang.ts'
import { QINGLING } from './seed/qingling.ts'
import { type StreetSketch, drawStreet } from './seed/sketch.ts'
import { WANGHU } from './seed/wanghu.ts'
import { XINGANG } from './seed/xingang.ts'

const CITY = '澜城市'

const SKETCHES: readonly [id: string, name: string, streets: readonly StreetSketch[]][] = [
  ['guanghua', '光华区', GUANGHUA],
  ['lanjiang', '澜江区', LANJIANG],
  ['wanghu', '望湖区', WANGHU],
  ['qingling', '青岭区', QINGLING],
  ['xingang', '新港区', XINGANG],
]

/** The districts of 澜城市, a city that does not exist. */
export const DISTRICTS: readonly District[] = SKETCHES.map(([id, name]) => ({ id, name, city: CITY, aliases: [] }))

/** Its 24 streets and towns. */
export const STREETS: readonly Street[] = SKETCHES.flatMap(([id, , sketches]) =>
  sketches.map((sketch) => drawStreet(id, sketch)),
)
