/**
 * A city's and its districts' names stand in so many requests that they say nothing about what is shared by two of them,
 * and beside polite phrases they look alike everywhere. They are taken out before requests are compared.
 */
export interface Regions {
  /** Names to take out, longest first. */
  names: readonly string[]
}

/** Streets and towns: parts of a city that many unrelated requests name. */
const TOWN = /[\u4e00-\u9fff]{2,3}(?:街道办事处|街道办|街道|镇|乡(?!村))/g

/** What may be a region: `岚州市`, and `b区`, `c3县` in data whose regions were masked by letters. */
const CANDIDATE = /[a-z]\d{0,3}[省市区县]|(?=([\u4e00-\u9fff]{2}[省市区县]))(?=([\u4e00-\u9fff]{3}[省市区县])?)/g

/** 小区 and the like end as a district does, and name places instead. */
const NO_REGION =
  /(?:小|社|园|校|新|城|景|库|片|山|地|街|郊|厂|辖|住宅|生活|商业|工业)区$|(?:超|菜|城|股|上|门|夜)市$|节省$|反省$/

/**
 * In a hundred requests of a city its districts are named more than once each; an estate that a hot topic is about is
 * not (the largest known one stands in 1.4 %, and does not end like a district).
 */
const NAMED_BY_SHARE = 0.01
/** In fewer texts than this, one in a hundred is chance. */
const FEWEST_TEXTS = 200

export function regionsOf(names: Iterable<string>): Regions {
  const unique = new Set([...names].filter((name) => name.length >= 2))
  return { names: [...unique].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)) }
}

/** Regions found in the texts themselves, for a file of a city whose map is not known. */
export function learnRegions(texts: Iterable<string>): Regions {
  const having = new Map<string, number>()
  let count = 0
  for (const text of texts) {
    count += 1
    for (const name of candidatesIn(text)) having.set(name, (having.get(name) ?? 0) + 1)
  }
  if (count < FEWEST_TEXTS) return regionsOf([])
  return regionsOf([...having].filter(([, times]) => times >= NAMED_BY_SHARE * count).map(([name]) => name))
}

function candidatesIn(text: string): Set<string> {
  const names = new Set<string>()
  for (const [whole, short, long] of text.matchAll(CANDIDATE)) {
    for (const name of [whole, short, long]) if (name && !NO_REGION.test(name)) names.add(name)
  }
  return names
}

const blank = (found: string): string => ' '.repeat(found.length)

/** The text with region names blanked out, same length. */
export function withoutRegions(text: string, regions: Regions): string {
  return regions.names.reduce((rest, name) => rest.replaceAll(name, blank), text).replaceAll(TOWN, blank)
}
