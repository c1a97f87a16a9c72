import { chanceFrom } from '../../schema/kernel/chance.ts'
import { type Gazetteer, type Street, buildGazetteer } from '../../schema/territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'

/** Characters that Chinese streets and estates are named with. */
const LETTERS =
  '东西南北中山河江湖海春夏秋冬金银玉石松柏桃李梅兰竹菊云霞星月龙凤福寿康宁安泰和平新华光明建设文化科技学府书香'

/** The demo city grown to so many names, to see what a large city costs; the same every time. */
export function bigCity(names: number): Gazetteer {
  const chance = chanceFrom('big city')
  const letters = [...LETTERS]
  const made = (ending: string) => `${chance.pick(letters)}${chance.pick(letters)}${chance.pick(letters)}${ending}`
  const each = Math.ceil(names / STREETS.length / 3)
  const many = (ending: string) => Array.from({ length: each }, () => ({ name: made(ending), aliases: [] }))
  const streets = STREETS.map((street): Street => ({
    ...street,
    communities: [...street.communities, ...many('社区')],
    roads: [...street.roads, ...many('路')],
    places: [...street.places, ...many('小区').map((one) => ({ ...one, kind: 'estate' as const }))],
  }))
  return buildGazetteer(DISTRICTS, streets)
}
