/** Where a clause begins, and the pauses that a recogniser writes for a breath. */
const START = '(?<=^|[,。!?;:…、~ ])'
const PAUSE = '[,、…~ ]*'
/** What is said to gain time: only these may follow or surround a filler without a pause. */
const NEXT = '(?=[,、…~ ]|嗯|呃|那个|这个|就是说|怎么说|然后)'

/**
 * Words said to gain time, each only where it stands as one: 嗯 and 呃 nearly anywhere, 那个 before a pause or before
 * somebody begins to speak, 的话 after a time or a place. In “就是那个，” or “如果下雨的话” they mean something and stay.
 */
const FILLERS = new RegExp(
  [
    `(?<!打)呃+(?!逆)${PAUSE}`,
    `嗯+${PAUSE}`,
    `${START}[额唔哦噢诶欸]+(?:[,、…~ ]+|(?=那个|这个|就是说|我们|我想|你好|您好))`,
    `${START}啊+[,、…~ ]+`,
    `(?<![是在从到和跟把被对找要选叫去给与于])(?:那个|这个)(?:${NEXT}${PAUSE})`,
    `${START}那个(?=我|咱|你好|您好|请问|想问|麻烦)`,
    `${START}就是说(?![说了过给])${PAUSE}`,
    `(?<=一下|问题|情况|呢|吧|嘛|的话)就是说(?![说了过给])${PAUSE}`,
    `${START}(?:怎么说呢|怎么讲呢|你知道吧|你知道吗|对吧|是吧)${PAUSE}`,
    `然后(?=然后)|就是(?=就是)`,
    `(?<=这边|那边|这里|那里|小区|家里|楼下|楼上|里面|外面|路上|晚上|白天|早上|上午|中午|下午|夏天|冬天|平时|现在|目前|今天|昨天|方面|然后|这样)的话(?=[,、…~ 呢])[呢]?`,
  ].join('|'),
  'g',
)

/** Most texts are written and have none of these. */
const MAY_HAVE = /[嗯呃额唔哦噢诶欸啊]|[那这]个|就是|怎么[说讲]呢|你知道|[对是]吧|然后然后|的话/

/** The fillers of a text with plain letters, as stretches to leave out, in order. */
export function fillersIn(text: string): { start: number; end: number }[] {
  if (!MAY_HAVE.test(text)) return []
  return [...text.matchAll(FILLERS)].map((found) => ({ start: found.index, end: found.index + found[0].length }))
}
