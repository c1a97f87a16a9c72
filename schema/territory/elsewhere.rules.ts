import { OTHER_CITIES } from './other-cities.ts'

/** How much before a name may belong to its address. */
const REACH = 14

/** An administrative unit right before a name: 西城区建国路, 邻县光华路. */
const UNIT = /([\u4e00-\u9fa5]{1,6}?)(省|自治区|市|区|县)$/

/** Words that end like an administrative unit and are none. */
const NO_UNIT =
  /(?:[一二三四五六七八九十东南西北中]|小|社|园|校|景|(?<![东西下])城|市|辖|地|厂|郊|片|街|港|矿|灾|湾|盲|禁|老|新|本|我|全|该|各|住宅|开发|居住|生活|商业|保税|工业|示范|施工|停车|服务|休息|家属|宿舍|步行|高新|学|个)区$|(?:^|[在到去的是和])(?:库|山|林|湖)区$|(?:城|我|本|全|超|夜|门|菜|早|花|集|都|在|到|去|来)市$|(?:我|全|本)县$/

/**
 * True when the name that begins at `start` is one of another city's: the address before it names a city that is not
 * ours, or a district or county nobody here knows (our own would have been a name of its own).
 */
export function isElsewhere(text: string, start: number): boolean {
  const clause =
    text
      .slice(Math.max(0, start - REACH), start)
      .split(/[^\u4e00-\u9fa5]/)
      .at(-1) ?? ''
  if (OTHER_CITIES.some((city) => clause.endsWith(city))) return true
  const unit = UNIT.exec(clause)
  return unit !== null && !NO_UNIT.test(clause)
}
