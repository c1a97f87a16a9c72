/** A house number right after a road: its value and how many characters of the text it takes. */
export interface HouseNumber {
  value: number
  length: number
}

/** What may stand between a road and its number: 中山路从1号到50号, 红旗巷，门牌号12. */
const LEAD = '\\s*(?:上的?|的|从|[，,]?\\s*门牌号?(?:码)?(?:是|为|[:：])?)?'
const CHINESE = '[零〇一二两三四五六七八九十百千幺]{1,7}'
const WITH_SIGN = new RegExp(
  `^${LEAD}\\s*(?:no\\.?\\s*)?(\\d{1,4}|${CHINESE})(?:\\s*[-—–_/之]\\s*\\d{1,4}){0,2}\\s*(?:号(?!线)|號|弄(?!堂)|#)`,
  'i',
)
/** Digits without 号, where nothing follows that they could count. */
const BARE = /^\s*(\d{1,4})(?=$|\s*[，,。；;、）)]|附近|旁|对面|门[口前]|\s+(?![路米年月天点块元个人层楼栋度公%]))/

/** 25号, 二十五号, 25-3号, 25弄, 25#, ２５號. Undefined when no number follows. */
export function readHouseNumber(after: string): HouseNumber | undefined {
  const plain = after.replaceAll(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
  const found = WITH_SIGN.exec(plain) ?? BARE.exec(plain)
  const value = found && valueOf(found[1] ?? '')
  return found && value ? { value, length: found[0].length } : undefined
}

const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 25, 二十五, 一百零八, 幺二零 (read out digit by digit). */
export function valueOf(number: string): number | undefined {
  if (/^\d+$/.test(number)) return Number(number)
  let [sum, digit] = [0, 0]
  let said = ''
  for (const letter of number.replaceAll('〇', '零').replaceAll('两', '二').replaceAll('幺', '一')) {
    const unit = UNITS[letter]
    if (unit === undefined) {
      digit = DIGITS.indexOf(letter)
      said += String(digit)
    } else {
      sum += (digit || 1) * unit
      digit = 0
    }
  }
  return sum > 0 ? sum + digit : Number(said) || undefined
}
