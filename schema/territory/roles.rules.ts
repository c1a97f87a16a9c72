import type { Mention } from './mentions.rules.ts'

/** What a place that is named is to the matter: seen there, said of it, or only beside the matter. */
export type Role = 'seen' | 'said' | 'agency' | 'home' | 'work' | 'before' | 'left' | 'direction' | 'denied'

/** Lower comes first: what is farther from the matter only counts where nothing nearer is named. */
export const ROLE_RANK: Readonly<Record<Role, number>> = {
  seen: 0,
  said: 0,
  home: 1,
  agency: 2,
  work: 3,
  before: 3,
  left: 3,
  direction: 4,
  denied: 5,
}

/** Why a place that is named is not where the matter is; empty where it may be. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  seen: '',
  said: '',
  agency: '是找过的单位',
  home: '是说话人住的地方',
  work: '是说话人常去的地方',
  before: '是以前反映的',
  left: '是出发的地方',
  direction: '只是方向',
  denied: '说了不是这里',
}

/** Beside a named place, and how far in metres where that is said. */
export interface Near {
  metres?: number
}

const BREAK = /[，。！？；,!?;\n]/
const REACH = 16

const DENIED = /(?:(?<![是要])不是|并不是|并非|不在|没在|不住(?:在)?|不属于|而非)(?:说|指)?(?:这个|那个)?$/
const IS_IT = /[吗么?？]/
const LIVES =
  /(?:(?:家|我|人|现|就|也|都|一直|目前|租)?住(?:在|的是|的)?|家(?:就)?在|(?:我|我们)家(?:是)?|居住在|家里?是|租住|户口在|户籍在|租房在|租在|买了)(?:了)?$/
const LIVES_AFTER =
  /^(?:小区)?的?(?:业主|居民|住户|租户|租客|村民|户主)(?:代表)?(?=[，,。、；\s]|$)|^(?:上|这)?(?:住|居住)/
const WORKS_AFTER = /^(?:那边|这边|附近|里面|那里|里)?(?:上班|工作|上学|读书|打工|做生意|实习|念书|开店|跑车|跑外卖)/
const OFFICE = /(?:办事处|街道办|街办|政府|居委会?|村委会?|管委会|中心|大厅)$/
const OFFICE_SAYS =
  /^(?:的|那边|那里)?(?:人|工作人员|领导|干部|书记|窗口)?(?:都|也|就|却|只|一直|根本|总是)?(?:说|讲|回复|答复|推|不管|没人管|不处理|不理|让我|叫我|告诉|答应|承诺|反映过|投诉过|找过)/
const EARLIER =
  /(?:上次|上回|前几天|前两天|前天|之前|以前|原来|上个?月|去年|曾经?)[^，。；]{0,6}(?:反映|投诉|说|举报|打|报|提|讲)/
const ONCE = /(?:之前|以前|原来|原先|过去|曾经)(?:一直)?(?:是|就)?(?:在|住|住在)$/
const LEFT = /(?:从|离开|由)[^，。]{0,6}$/
const LEFT_AFTER = /^(?:那边|那里|这边)?(?:搬|过来|来的|下班|回来|回家|出发|开车|坐车|打车|骑车)/
const WAY_TO = /(?:往|朝|开往|通往|前往|驶往|回)$/
const WAY_AFTER = /^(?:那个|那)?的?(?:方向|那头)/
const SEEN =
  /(?:路过|经过|走到|来到|开到|骑到|走在|发现|看到|看见|位于|地点是|地址是|位置是|就是|是在|说的是|指的是|发生在|坏的是|应该是|搬到|搬进|搬来|改成|换成|这次是|而是)(?:这个|那个)?$/
const BESIDE =
  /^(?:[一二三四五六七八九十\d]{0,3}号?)?(?:的)?(?:附近|旁边?|边上|边儿上|对面|对过|斜对[面过]|隔壁|后面|前面|后边|前边|背后|背面|后身|周边|周围|一带|不远|左右|往[东西南北前后里]|向[东西南北前后]|以[东西南北]|[东南西北]侧|[东南西北]边|[东西南北]面|[东西南北]门?出来)/
const BESIDE_BEFORE = /(?:靠近|临近|邻近|挨着|紧邻|紧挨着|毗邻|离|距离?|近|正对着?|面对)$/
const AWAY = /^.{0,6}?(\d{1,4}|[一二两三四五六七八九十百]{1,4}|半)\s*(米|公里|里地|里路|站地?)/

/** What is said next is about the home itself: 我住书院小区，小区没有坡道. */
const AT_HOME =
  /^[^，。；,;]{0,4}[，。；,;\s]+(?:但是?|可是?|因为|结果|最近|现在)?(?:我们?|咱们?|这个?|整个)?(?:小区|楼上|楼下|楼道|楼顶|家里|楼里|院里|物业|隔壁|地库|地下车库|电梯|单元|村里)/

/** What the place of a mention is to the matter, by the words around it in its clause. */
export function roleOf(text: string, { start, end, word }: Mention): Role {
  const before = clauseBefore(text, start)
  const after = clauseAfter(text, end)
  if (DENIED.test(before) && !IS_IT.test(after)) return 'denied'
  if (WORKS_AFTER.test(after)) return 'work'
  if (OFFICE.test(word) && OFFICE_SAYS.test(after)) return 'agency'
  if (SEEN.test(before)) return 'seen'
  if (LIVES.test(before) || LIVES_AFTER.test(after)) {
    return AT_HOME.test(text.slice(end, end + REACH)) ? 'seen' : 'home'
  }
  if (EARLIER.test(before) || ONCE.test(before)) return 'before'
  if (LEFT.test(before) && LEFT_AFTER.test(after)) return 'left'
  if (WAY_TO.test(before) || WAY_AFTER.test(after)) return 'direction'
  return 'said'
}

/** Whether something beside the named place is meant, not the place itself. */
export function nearOf(text: string, { start, end }: Mention): Near | undefined {
  const after = clauseAfter(text, end)
  if (!BESIDE.test(after) && !BESIDE_BEFORE.test(clauseBefore(text, start))) return undefined
  const away = AWAY.exec(after)
  return away ? { metres: metresOf(away[1] ?? '', away[2] ?? '') } : {}
}

function clauseBefore(text: string, start: number): string {
  return (
    text
      .slice(Math.max(0, start - REACH), start)
      .split(BREAK)
      .at(-1) ?? ''
  )
}

function clauseAfter(text: string, end: number): string {
  return text.slice(end, end + REACH).split(BREAK)[0] ?? ''
}

const DIGITS = '零一二三四五六七八九'

function metresOf(count: string, unit: string): number {
  const each = unit === '米' ? 1 : unit.startsWith('里') ? 500 : 1000
  if (count === '半') return each / 2
  if (/^\d/.test(count)) return Number(count) * each
  const digit = Math.max(1, DIGITS.indexOf(count[0]?.replace('两', '二') ?? ''))
  return digit * (count.includes('百') ? 100 : count.includes('十') ? 10 : 1) * each
}
