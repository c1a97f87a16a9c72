/** "不是建国路，是光华路": what was wrong, where it was said, and what is right. */
export interface Correction {
  wrong?: string
  right: string
}

const END = '[。！!.\\s]*$'
const GAP = '[，,。；;、：:\\s]*'
const WRONG = '([^，,。；;？?！!\\n]{1,16}?)'
const RIGHT = '([^。；;？?！!\\n]{2,40}?)'

/** Each with the groups that hold what is wrong and what is right; 0 for none. */
const FORMS: readonly [pattern: RegExp, wrong: number, right: number][] = [
  [new RegExp(`(?:^|[，,。；;\\s])不是(?:在)?${WRONG}${GAP}(?:而|应该|应当|我说的)?是(?:在)?${RIGHT}${END}`), 1, 2],
  [new RegExp(`(?:^|[，,。；;\\s])不在${WRONG}${GAP}(?:而|应该)?(?:是)?在${RIGHT}${END}`), 1, 2],
  [new RegExp(`^(?:应该)?是(?:在)?${RIGHT}${GAP}(?:而)?不是(?:在)?${WRONG}${END}`), 2, 1],
  [new RegExp(`^${WRONG}(?:写|打|说|讲|发)错了?${GAP}(?:应该)?(?:是|改成|改为)?(?:在)?${RIGHT}${END}`), 1, 2],
  [new RegExp(`^把${WRONG}(?:改成|改为|换成|更正为)${RIGHT}${END}`), 1, 2],
  [
    new RegExp(
      `^(?:不好意思|对不起|抱歉|哦|啊|呃)?${GAP}(?:我)?(?:说错了?|打错了?|写错了?|讲错了?|错了|不对|更正|纠正)(?:一下|地址|地点)*${GAP}(?:应该)?(?:是)?(?:在)?${RIGHT}${END}`,
    ),
    0,
    1,
  ],
  [
    new RegExp(
      `^(?:地址|地点|位置|地方)(?:也|都)?(?:错了|不对|写错了|说错了|搞错了)${GAP}(?:应该)?(?:是)?(?:在)?${RIGHT}${END}`,
    ),
    0,
    1,
  ],
  [new RegExp(`^(?:地址|地点|位置)(?:应该)?(?:是|改成|改为|更正为)${RIGHT}${END}`), 0, 1],
  [
    /(?:^|[,.;]\s*)(?:it is |it's )?not (?:at |on |in )?([^,.;]{2,30})[,;]?\s*(?:but|it is|it's)\s+(?:at |on |in )?([^.;]{2,60})[.!\s]*$/i,
    1,
    2,
  ],
  [
    /^(?:sorry|correction|i meant|wrong)[,:]?\s*(?:i meant|it is|it's|the place is)?\s*(?:at |on |in )?([^.;]{2,60})[.!\s]*$/i,
    0,
    1,
  ],
]

const ASKS = /吗|呢|？|\?|不是|是不是/

/** Longer messages tell a story of their own. */
const LONGEST = 60

/** Reads a correction; undefined when the words are none. Simplified Chinese or English. */
export function readCorrection(words: string): Correction | undefined {
  const said = words.trim()
  if (said.length > LONGEST) return undefined
  for (const [pattern, wrong, right] of FORMS) {
    const found = pattern.exec(said)
    const is = found?.[right]?.trim()
    if (!found || !is || ASKS.test(is)) continue
    const isNot = wrong ? found[wrong]?.trim() : undefined
    // A mere "the address" was not what was wrong.
    const named = isNot && !/^(地址|地点|位置|刚才|前面|上面|路名|我)+$/.test(isNot) ? isNot : undefined
    return { ...(named && { wrong: named }), right: is }
  }
  return undefined
}

/**
 * What was said so far with the correction in place of what was wrong; undefined when it corrects nothing of it. A place
 * that is corrected without naming the wrong one takes the place of the one that was said.
 */
export function corrected(
  said: string,
  { wrong, right }: Correction,
  placesIn: (text: string) => readonly { start: number; end: number }[] | undefined,
): string | undefined {
  if (wrong && said.includes(wrong)) return said.replaceAll(wrong, right)
  if (!placesIn(right)) return undefined
  const places = placesIn(said)?.filter(({ start, end }) => end > start)
  const [first] = places ?? []
  if (!places || !first) return undefined
  const spans = places.toSorted((a, b) => b.start - a.start)
  return spans.reduce(
    (rest, span) => rest.slice(0, span.start) + (span === first ? right : '') + rest.slice(span.end),
    said,
  )
}

const SELF =
  /([^，,。；;？?！!\n]{2,20})[，,。；;、…\s]{0,3}(?:哦|啊|呃)?(?:不对|说错了|打错了|写错了|错了)[，,、：:\s]{0,3}(?:应该)?(?:是)?(?:在)?(?=[^，,。；;？?！!\n]{2})/

/** One sentence that corrects itself: "建国路25号，不对，是光华路25号，路灯不亮" without what was taken back. */
export function withoutSlips(said: string, isPlace: (text: string) => boolean): string {
  const slip = SELF.exec(said)
  const [whole = '', before = ''] = slip ?? []
  if (!slip || !isPlace(before)) return said
  const after = said.slice(slip.index + whole.length)
  return isPlace(after) ? said.slice(0, slip.index) + after : said
}
