import { type Lexicon, buildLexicon, findWords, longestOnly } from '../classify/lexicon.rules.ts'
import { COUNTIES, COUNTY_CITIES } from './counties.ts'
import { OTHER_CITIES } from './other-cities.ts'

/** A province, city or county of the country named in a text. */
export interface ForeignName {
  start: number
  end: number
}

let lexicon: Lexicon<true> | undefined

/** Built at the first text that needs it. */
function foreignLexicon(): Lexicon<true> {
  lexicon ??= buildLexicon([...OTHER_CITIES, ...COUNTY_CITIES, ...COUNTIES].map((name) => [name, true] as const))
  return lexicon
}

/** What follows the name of a city where it is no place of the matter: people, things named after it, roads. */
const NAMED_AFTER =
  /^(?:人|籍|户口|户籍|牌照?|话|口音|产|拉面|烧烤|烤|火锅|小吃|面馆|米线|菜馆|大学|银行|时间|队|老乡|[东南西北中一二三四五六七八九十]{0,2}(?:路|街|大街|大道|大厦|饭店|酒店))/

/** Names of the country's provinces, cities and counties in a text, longest first; the text is simplified Chinese. */
export function foreignNames(text: string): ForeignName[] {
  return longestOnly(findWords(foreignLexicon(), text))
    .filter(({ end }) => !NAMED_AFTER.test(text.slice(end, end + 6)))
    .map(({ start, end }) => ({ start, end }))
}

/** Between a city and a name of ours: other units of it, or nothing but a small word. */
const ADDRESS_GAP =
  /^(?:(?!.*[在到去来从我你他])[\u4e00-\u9fa5]{0,8}?(?:省|市|州|盟|区|县|镇|乡|街道|道|路|街|村|园|城|\d+号))*(?:的|(?!.*[在到去来从我你他])[\u4e00-\u9fa5]{1,4}的|那边的?|这边的?|那里的?|那儿的?|这里的?|有条|有个)?$/

/** How much before a name may belong to its address. */
const REACH = 14

/** An administrative unit right before a name: 西城区建国路, 邻县光华路. */
const UNIT = /([\u4e00-\u9fa5]{1,6}?)(省|自治区|市|区|县)$/

/** A unit whose name was blacked out: A市, K3县, 某区; A区 is a part of an estate. */
const NAMELESS = /(?:[A-Za-z]\d{0,2}[省市县]|[A-Za-z]\d{1,2}区|某{1,2}[省市区县])$/

/** Words that end like an administrative unit and are none. */
const NO_UNIT =
  /(?:[一二三四五六七八九十东南西北中]|小|社|园|校|景|(?<![东西下])城|市|辖|地|厂|郊|片|街|港|矿|灾|湾|盲|禁|老|新|本|我|全|该|各|住宅|开发|居住|生活|商业|保税|工业|示范|施工|停车|服务|休息|家属|宿舍|步行|高新|学|个|们|咱|这)区$|(?:^|[在到去的是和])(?:库|山|林|湖)区$|(?:城|我|们|咱|这|个|本|全|超|夜|门|菜|早|花|集|都|在|到|去|来)市$|(?:我|们|咱|这|个|全|本)县$/

/**
 * True when the name that begins at `start` is one of another city's: the address before it names a city that is not
 * ours, or a district or county nobody here knows. `foreign` is the last foreign name before it, if any.
 */
export function isElsewhere(text: string, start: number, foreign: ForeignName | undefined): boolean {
  if (foreign && start - foreign.end <= REACH && ADDRESS_GAP.test(text.slice(foreign.end, start))) return true
  const clause =
    text
      .slice(Math.max(0, start - REACH), start)
      .split(/[^\u4e00-\u9fa5]/)
      .at(-1)
      ?.replace(/(?:那边|这边)?的$/, '') ?? ''
  const unit = UNIT.exec(clause)
  return (unit !== null && !NO_UNIT.test(clause)) || NAMELESS.test(text.slice(Math.max(0, start - 5), start))
}

/** Where somebody says they are: 我在杭州, 人在上海; work and studies there say nothing of the matter. */
const STATED = /(?:^|[在是于]|地址[:：]?|地点[:：]?|[，。,；;！!\s])$/
const WORKS_THERE = /^(?:市|省)?(?:那边|这边)?(?:上班|工作|上学|读书|打工|出差|做生意|当兵|定居|来|回|过来)/

/** Whether a city that is not ours is named as where things are, so that a name of ours is hardly meant. */
export function speaksOfElsewhere(text: string, foreign: readonly ForeignName[]): boolean {
  return foreign.some(
    ({ start, end }) =>
      STATED.test(text.slice(Math.max(0, start - 4), start)) && !WORKS_THERE.test(text.slice(end, end + 8)),
  )
}
