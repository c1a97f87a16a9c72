import type { EvidenceSpan } from '../kernel/evidence.ts'
import { normalText } from '../text/normal.rules.ts'

/** 再次反映: what a citizen says of having said it before. */
export interface SaidAgain {
  /** AGAIN: they turned to somebody before. UNRESOLVED: it goes on, told before or not. */
  how: 'AGAIN' | 'UNRESOLVED'
  /** 第三次反映: the third time, as they count; at least 2. */
  times?: number
  evidence: EvidenceSpan & { text: string }
}

const TELL = '(反映|反应|投诉|举报|上报|报修|来信|来电|留言|发帖|问政|提出|求助|打电话|拨打)'
const NUMBERS = '一二三四五六七八九十'

/** Ordered: what says most comes first. */
const WAYS: readonly { how: SaidAgain['how']; pattern: RegExp; why: string }[] = [
  { how: 'AGAIN', pattern: new RegExp(`第([2-9]|[1-9]\\d|[${NUMBERS}]{1,2})次${TELL}`), why: '说明是第几次反映' },
  {
    how: 'AGAIN',
    pattern: new RegExp(`${TELL}了?([2-9]|[1-9]\\d|[两${NUMBERS}]{1,2})(多|几)?[次遍回]`),
    why: '说明反映过几次',
  },
  { how: 'AGAIN', pattern: /([2-9]|[二三四五六七八九])(问|诉)(?=[^题答讼])/, why: '说明是第几次问' },
  {
    how: 'AGAIN',
    pattern: new RegExp(`(再次|再一次|又一次|重新|继续|接着|又来)(向[^，。]{0,10})?${TELL}`),
    why: '说明是再次反映',
  },
  {
    how: 'AGAIN',
    pattern: new RegExp(`(多次|反复|屡次|数次|好几次|无数次|很多次)(向[^，。]{0,10})?${TELL}`),
    why: '说明多次反映过',
  },
  {
    how: 'AGAIN',
    pattern: new RegExp(`${TELL}(过|了)?(多次|很多次|好几次|无数次|好多次|数次)`),
    why: '说明多次反映过',
  },
  {
    how: 'AGAIN',
    pattern: new RegExp(
      `(上次|之前|前几天|上个?月|上周|去年|曾经?|早就|已经)(也|就|已|曾)?(向[^，。]{0,10})?${TELL}(过|了)`,
    ),
    why: '说明此前反映过',
  },
  {
    how: 'UNRESOLVED',
    pattern:
      /(还是|仍然|仍旧|依然|一直|至今|到现在|始终|迟迟)(都|也|还|仍)?(没有?|未|不)(人|能|得到|见)?(解决|处理|修好|修|管|改善|整改|答复|回复|回应|动静|进展|落实)/,
    why: '说明还没有解决',
  },
  {
    how: 'UNRESOLVED',
    pattern: /(仍未|尚未|还没有?|没人)(得到)?(解决|处理|修好|来修|整改|答复|回复|管|来)/,
    why: '说明还没有解决',
  },
  { how: 'UNRESOLVED', pattern: /(又|再次)(坏|堵|漏|停|响|冒|塌|开始|出现|复发|反弹)/, why: '说明又发生了' },
]

/** The first and strongest sign that this was said before; undefined where there is none. */
export function saidAgain(text: string): SaidAgain | undefined {
  const normal = normalText(text)
  for (const { how, pattern, why } of WAYS) {
    const match = pattern.exec(normal.text)
    if (!match) continue
    const start = normal.from[match.index] ?? 0
    const end = normal.from[match.index + match[0].length] ?? text.length
    const times = timesIn(match[0])
    return {
      how,
      ...(how === 'AGAIN' && times && { times }),
      evidence: { start, end, why, text: text.slice(start, end) },
    }
  }
  return undefined
}

/** 第三次, 反映了两次 (then this is the third), 四问; undefined where nothing is counted. */
function timesIn(words: string): number | undefined {
  const counted = new RegExp(`\\d{1,2}|[两${NUMBERS}]{1,2}`).exec(words)?.[0]
  const count = counted && numberOf(counted)
  if (!count) return undefined
  const times = /^(第|[\d二三四五六七八九])/.test(words) ? count : count + 1
  return times >= 2 ? times : undefined
}

/** Up to 99 in digits, up to 二十 in characters. */
function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words)
  if (words === '两') return 2
  const [first = '', second = ''] = words
  if (second === '') return digit(first)
  return first === '十' ? 10 + digit(second) : digit(first) * 10
}

const digit = (character: string) => NUMBERS.indexOf(character) + 1
