import type { District, Street } from './territory.rules.ts'
import { GUANGHUA } from './seed/guanghua.ts'
import { LANJIANG } from './seed/lanjiang.ts'
import { QINGLING } from './seed/qingling.ts'
import { type StreetSketch, drawStreet } from './seed/sketch.ts'
import { WANGHU } from './seed/wanghu.ts'
import { XINGANG } from './seed/xingang.ts'

const SKETCHES: readonly [District, readonly StreetSketch[]][] = [
  [{ id: 'guanghua', name: '光华区', aliases: [] }, GUANGHUA],
  [{ id: 'lanjiang', name: '澜江区', aliases: [] }, LANJIANG],
  [{ id: 'wanghu', name: '望湖区', aliases: [] }, WANGHU],
  [{ id: 'qingling', name: '青岭区', aliases: [] }, QINGLING],
  [{ id: 'xingang', name: '新港区', aliases: [] }, XINGANG],
]

/** The districts of 澜城市, a city that does not exist. */
export const DISTRICTS: readonly District[] = SKETCHES.map(([district]) => district)

/** Its 24 streets and towns. */
export const STREETS: readonly Street[] = SKETCHES.flatMap(([district, sketches]) =>
  sketches.map((sketch) => drawStreet(district.id, sketch)),
)
