/** Ends of names of places and bodies that requests are about: estates, roads, schools, firms, villages. */
const HEAD = new RegExp(
  [
    '小区|社区|新城|家园|花园|花苑|公寓|山庄|名苑|雅苑|公馆|华府|别墅|大厦|楼盘|广场|国际|新村',
    '大道|[中东南西北]路|路|街|巷|大桥|立交桥?|隧道|号线|高速',
    '小学|中学|大学|学院|学校|幼儿园|医院|卫生院|驾校',
    '有限公司|公司|集团|市场|商场|超市|酒店|饭店|公园|车站|地铁站|火车站|机场|工业园|产业园|物流园|开发区|[砖电水药]厂',
    '[一二三四五六七八九十\\d]+期|\\d+[栋号幢]',
    '苑|府|湾|城|郡|庭|园|墅|邸|村|湖|山',
  ].join('|'),
  'g',
)

/** Where a name cannot reach across: particles, prepositions, what people do with a place, other places. */
const EDGE =
  /[^\u4e00-\u9fffa-z0-9·.]|[在的是和与对到从由被把将请于至往及或了我你他她它这那该某本各每向因就也都有无为问说让给等之其如若靠内几个省市县镇乡]|位于|投诉|举报|反映|反应|反馈|咨询|关于|建议|希望|恳请|强烈|请求|要求|附近|旁边|对面|周边|业主|居民|街道|住户|存在|购买|尊敬|严重|影响|小区|社区|(?<![小社园校新景库片山地街郊])区|[a-z]\d{0,3}(?=[市区县])/g

/** The longest name looked at before its head, and the shortest that can tell one place from another. */
const LONGEST_STEM = 8
const SHORTEST_STEM = 2

/** A firm can be at fault anywhere: its name says who, not where. */
const BODY = /(?:公司|集团)$/

export interface NameSpan {
  start: number
  end: number
  /** A place, not a body. */
  place: boolean
}

/**
 * Stretches of a normalised text that look like names of places or bodies: a known ending, and before it what reaches
 * back to a particle, a mark or another name. Needs no register, so it serves any city; what it takes too much of is
 * weighed by how rare it is.
 */
export function nameSpans(text: string): NameSpan[] {
  const spans: NameSpan[] = []
  for (const head of text.matchAll(HEAD)) {
    const from = Math.max(0, head.index - LONGEST_STEM)
    const stem = text.slice(from, head.index)
    let cut = 0
    for (const edge of stem.matchAll(EDGE)) cut = edge.index + edge[0].length
    if (stem.length - cut < SHORTEST_STEM) continue
    spans.push({ start: from + cut, end: head.index + head[0].length, place: !BODY.test(head[0]) })
  }
  return spans
}
