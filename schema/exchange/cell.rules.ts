/** What XML cannot carry, and what has no meaning in a table: control characters but tab and line feed. */
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g

/** A cell as it is kept: lines end with a line feed, no control characters, nothing blank around it. */
export function cleanCell(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNFIT, '')
    .trim()
}

/** A cell that is one line: names, places, words of a list. */
export function oneLine(text: string): string {
  return cleanCell(text).replaceAll(/\s+/g, ' ').trim()
}

/** Spreadsheets take a cell that begins like this for a formula, whatever stands in the file (OWASP, CSV injection). */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

/** The cell as it is safe in a CSV file; `unguardFormula` takes back exactly what was added. */
export function guardFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

/** A spreadsheet keeps 15 digits of a number. */
const EXACT_DIGITS = 15

/**
 * Why a number that names something can no longer be trusted: a spreadsheet has rewritten it. Undefined when it can.
 * `1.23E+10` has lost its digits for good.
 */
export function rewrittenNumber(cell: string): string | undefined {
  if (!/^[+-]?\d+(\.\d+)?[eE][+-]?\d+$/.test(cell)) return undefined
  return `“${cell}”是被表格软件改写过的数字，原来的号码已不可知；请把原表这一列设为文本后重新导出`
}

/**
 * A number cell of a spreadsheet file as its digits. Longer ones than a spreadsheet keeps come back in its own
 * notation, so that columns that hold numbers as names see that they were rewritten.
 */
export function digitsOf(stored: string): string {
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  if (Number.isInteger(value) && Math.abs(value) >= 10 ** EXACT_DIGITS) return value.toExponential().replace('e+', 'E+')
  return /[eE]/.test(stored) ? String(value) : stored
}

/** A name of digits as a number made it: `13800138000.0` is what tools write that take it for one. */
export function withoutDecimals(cell: string): string {
  return cell.replace(/^(\d{1,15})\.0+$/, '$1')
}

const YES: ReadonlySet<string> = new Set(['是', '有', '有效', '已联系', 'Y', 'YES', 'TRUE', '1', '√'])
const NO: ReadonlySet<string> = new Set(['否', '无', '无效', '未联系', 'N', 'NO', 'FALSE', '0', '×'])

/** 是/否; undefined for words that are neither. */
export function yesOrNo(cell: string): boolean | undefined {
  const word = cell.toUpperCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}
