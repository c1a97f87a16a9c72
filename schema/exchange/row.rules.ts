import type { RequestKind } from '../classify/kinds.ts'
import type { SurveyResult, TicketRole, TicketState } from '../ticket/ticket.rules.ts'
import { cleanCell, oneLine, rewrittenNumber, withoutDecimals, yesOrNo } from './cell.rules.ts'
import { COLUMNS, type Column, type Header } from './columns.rules.ts'
import { readInstant } from './instant.rules.ts'
import { KIND_WORDS, NOT_RATED, ROLES, SATISFACTION, SOLVED, STATES, type Vocabulary } from './words.rules.ts'

/** One row of a table, read: what it says of one ticket. Absent where the cell is empty or the column missing. */
export interface TicketRow {
  number?: string
  kind?: RequestKind
  category?: { l1: string; l2?: string; l3?: string }
  tags?: string[]
  title?: string
  text: string
  state: TicketState
  name?: string
  contact?: string
  district?: string
  street?: string
  outcome?: string
  reply?: string
  way?: string
  closedAt?: Date
  createdAt?: Date
  company?: string
  solved?: SurveyResult['solved']
  satisfaction?: SurveyResult['satisfaction']
  role?: TicketRole
  community?: string
  place?: string
  unit?: string
  valid?: boolean
  contacted?: boolean
  /** Cells of columns that no field stands for. */
  extra: [column: string, cell: string][]
}

/** A cell that cannot be taken, and why, in plain words. */
export interface CellProblem {
  column: string
  reason: string
}

export interface RowContext {
  now: Date
  /** The year of dates that are written without one. */
  defaultYear?: number
}

const LONGEST = { text: 10_000, line: 200, number: 64 } as const
/** Clocks of other systems may be a little ahead. */
const AHEAD_MS = 86_400_000

/** Reads one row; gives what is wrong with it where it cannot become a ticket. Blank rows are the caller's to skip. */
export function readRow(
  header: Header,
  cells: readonly string[],
  context: RowContext,
): { row: TicketRow } | { problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const widthProblem = rowWidthProblem(header, cells)
  if (widthProblem) return { problems: [widthProblem] }
  const bad = (column: Column, reason: string) => void problems.push({ column: COLUMNS[column], reason })
  const raw = (column: Column) => cells[header.columns.get(column) ?? -1] ?? ''
  const within = (column: Column, cell: string, most: number) => {
    if (cell.length > most) bad(column, `有 ${cell.length} 字，最多 ${most} 字`)
    return cell || undefined
  }
  const line = (column: Column) => within(column, oneLine(raw(column)), LONGEST.line)
  const block = (column: Column) => within(column, cleanCell(raw(column)), LONGEST.text)
  const word = <T extends string>(column: Column, words: Vocabulary<T>): T | undefined => {
    const cell = plain(raw(column))
    const value = words.read(cell)
    if (cell && value === undefined) bad(column, `“${shown(cell)}”不是能认的值，应为${words.words.join('、')}之一`)
    return value
  }
  const flag = (column: Column): boolean | undefined => {
    const cell = plain(raw(column))
    const value = yesOrNo(cell)
    if (cell && value === undefined) bad(column, `“${shown(cell)}”应为是或否`)
    return value
  }
  const instant = (column: Column): Date | undefined => {
    const cell = oneLine(raw(column))
    if (!cell) return undefined
    const read = readInstant(cell, context.defaultYear)
    if (read instanceof Date && read.getTime() > context.now.getTime() + AHEAD_MS) bad(column, `“${cell}”在将来`)
    if (read instanceof Date) return read
    bad(column, read.reason)
    return undefined
  }

  const text = block('text')
  if (!text) bad('text', '是空的')
  const number = withoutDecimals(plain(raw('number'))) || undefined
  const numberProblem = number && (rewrittenNumber(number) ?? unfitNumber(number))
  if (numberProblem) bad('number', numberProblem)
  const account = line('contact')
  const contact = account && withoutDecimals(account)
  const contactProblem = contact && rewrittenNumber(contact)
  if (contactProblem) bad('contact', contactProblem)
  const [createdAt, closedAt] = [instant('createdAt'), instant('closedAt')]
  if (createdAt && closedAt && closedAt < createdAt) bad('closedAt', '早于创建时间')
  const rated = plain(raw('satisfaction')) !== NOT_RATED
  const row = {
    number,
    kind: word('kind', KIND_WORDS),
    category: readCategory(raw, bad),
    tags: readTags(raw('tags')),
    title: line('title'),
    text: text ?? '',
    state: readState(
      word('state', STATES),
      { said: raw('state').trim() !== '', closed: raw('closedAt').trim() !== '' },
      bad,
    ),
    name: line('name'),
    contact,
    district: line('district'),
    street: line('street'),
    outcome: block('outcome'),
    reply: block('reply'),
    way: line('way'),
    closedAt,
    createdAt,
    company: line('company'),
    solved: word('solved', SOLVED),
    satisfaction: rated ? word('satisfaction', SATISFACTION) : undefined,
    role: word('role', ROLES),
    community: line('community'),
    place: line('place'),
    unit: line('unit'),
    valid: flag('valid'),
    contacted: flag('contacted'),
  }
  const extra = header.extra.flatMap(({ name, index }): [string, string][] => {
    const cell = cleanCell(cells[index] ?? '')
    if (cell.length > LONGEST.text) problems.push({ column: name, reason: `最多 ${LONGEST.text} 字` })
    return cell ? [[name, cell]] : []
  })
  return problems.length > 0 ? { problems } : { row: { ...withoutUndefined(row), extra } as TicketRow }
}

const plain = (cell: string) => oneLine(cell).normalize('NFKC')
const shown = (cell: string) => (cell.length > 20 ? `${cell.slice(0, 20)}…` : cell)

const withoutUndefined = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/** A row of another width than the heading was torn apart by a quote or a line break that is not quoted. */
function rowWidthProblem(header: Header, cells: readonly string[]): CellProblem | undefined {
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (cells.length >= header.width && width <= header.width) return undefined
  const found = cells.length < header.width ? cells.length : width
  return { column: '整行', reason: `有 ${found} 格，表头有 ${header.width} 格；可能是引号或换行没有写对` }
}

/** Numbers go into links and ids: no blanks, and none of the signs that part those. */
function unfitNumber(number: string): string | undefined {
  if (number.length > LONGEST.number) return `有 ${number.length} 字，最多 ${LONGEST.number} 字`
  return /[\s:/?#\\%&|"'<>]/.test(number) ? `“${shown(number)}”含有空格或 : / ? # 等符号` : undefined
}

function readTags(cell: string): string[] | undefined {
  const tags = oneLine(cell)
    .split(/[\s,，;；、|]+/)
    .filter(Boolean)
  return tags.length > 0 ? [...new Set(tags)] : undefined
}

const pathOf = (cell: string) =>
  oneLine(cell)
    .split(/\s*(?:[-－—]*[>＞]|→)\s*/)
    .map((part) => part.replace(/[-－—\s]+$/, ''))
    .filter(Boolean)

/** 问题分类 and the three levels say the same, or one of the two is empty. */
function readCategory(
  raw: (column: Column) => string,
  bad: (column: Column, reason: string) => void,
): TicketRow['category'] {
  const levels = (['l1', 'l2', 'l3'] as const).map((column) => pathOf(raw(column)))
  const [whole, parted] = [pathOf(raw('category')), levels.flat()]
  const gap = levels.findIndex(
    (level, index) => level.length === 0 && levels.slice(index + 1).some((next) => next.length),
  )
  if (gap >= 0) bad((['l1', 'l2', 'l3'] as const)[gap] ?? 'l1', '是空的，下一级却有内容')
  const path = whole.length > 0 ? whole : parted
  if (whole.length > 0 && parted.length > 0 && whole.join('\0') !== parted.join('\0')) {
    bad('category', '与一级、二级、三级分类不一致')
  }
  if (path.length > 3) bad('category', '超过三级')
  const [l1, l2, l3] = path
  return l1 ? { l1, ...(l2 && { l2 }), ...(l3 && { l3 }) } : undefined
}

/** An empty 工单状态 means closed where there is a 办结时间; a closed ticket needs one, or no period could count it. */
function readState(
  state: TicketState | undefined,
  { said, closed }: { said: boolean; closed: boolean },
  bad: (column: Column, reason: string) => void,
): TicketState {
  if (!said && !closed) bad('state', '是空的，也没有办结时间')
  if (state === 'CLOSED' && !closed) bad('closedAt', '是空的，而工单已办结')
  if (state === 'ACCEPTED' && closed) bad('state', '尚未派单，却有办结时间')
  return state ?? 'CLOSED'
}
