import { maskPersonal } from '../../schema/personal/mask.rules.ts'

const MASK = '***'

/**
 * What points at a person or a home in running text, beyond the numbers that are masked everywhere: landlines,
 * addresses of mail, accounts, links (whose pages may show anybody), house and room, and names people lead up to.
 * Every repetition has a bound: a text made to be slow is as quick as another.
 */
const PATTERNS: readonly [RegExp, string][] = [
  [/https?:\/\/[^\s，。；]+/gi, MASK],
  [/(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}/g, MASK],
  [/(?<!\d)(0\d{2,3}-?)?[2-9]\d{6,7}(?!\d)/g, MASK],
  [/((微信号?|QQ号?|vx|wx)[是为：:\s]{0,5})[\w-]{5,}/gi, `$1${MASK}`],
  [
    /((?:我叫|我是|本人|姓名|联系人|业主|户主)[是为：:\s]{0,5})(?=\p{Script=Han}{2,4}(?:[，,。；;、\s]|$))\p{Script=Han}{2,4}/gu,
    `$1${MASK}`,
  ],
  [/(\p{Script=Han})(?:某{1,2}|先生|女士|师傅)/gu, MASK],
  [/[\dA-Za-z一二三四五六七八九十]{1,6}\s{0,3}(?:号楼|栋|幢|座)/g, MASK],
  [/[\dA-Za-z一二三四五六七八九十]{1,6}\s{0,3}单元/g, MASK],
  [/(?:\d{1,2}[楼层]\s{0,3})?\d{3,4}\s{0,3}(?:室|房|号房)/g, MASK],
  // What the ticket's own mask left standing: a family name, the frame of a home's address, the head of an account.
  [/\p{Script=Han}\*{1,2}(?![*\d])/gu, MASK],
  [/\*{1,4}\s?单元\s?\*{0,4}\s?(?:室|号房|房|户|号)?/g, MASK],
  [/\w{1,2}\*{3,}(?![*\d])/g, MASK],
  [/\*{6,}(?!\d)/g, MASK],
]

/** Words that anybody may read. Lines keep their order. */
export function publicText(text: string): string {
  return PATTERNS.reduce((masked, [pattern, mask]) => masked.replaceAll(pattern, mask), maskPersonal(text))
}
