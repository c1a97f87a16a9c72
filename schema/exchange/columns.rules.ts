import { oneLine } from './cell.rules.ts'

/** The columns of the hotline's tables (practice.md 3.1), by what they hold. */
export const COLUMNS = {
  number: '工单编号',
  kind: '工单类型',
  category: '问题分类',
  tags: '标签',
  title: '标题',
  text: '主要内容',
  state: '工单状态',
  name: '来电人',
  contact: '来电人电话/账号',
  district: '被反映区',
  street: '被反映街乡镇',
  outcome: '办理结果',
  reply: '回复内容',
  way: '处理受理方式',
  closedAt: '办结时间',
  company: '企业名称',
  solved: '是否解决',
  satisfaction: '是否满意',
  role: '工单性质',
  community: '村/社区',
  place: '小区点位',
  createdAt: '创建时间',
  l1: '一级分类',
  l2: '二级分类',
  l3: '三级分类',
  unit: '二级承办单位简称',
  valid: '是否有效回访',
  contacted: '是否联系',
} as const

export type Column = keyof typeof COLUMNS

const ALL = Object.keys(COLUMNS) as Column[]

/** 版式: a district's export, and a bureau's, which adds who handled it and how the callback went. */
export const LAYOUTS = {
  district: ALL.slice(0, ALL.indexOf('createdAt')),
  bureau: ALL,
} as const satisfies Record<string, readonly Column[]>

export type Layout = keyof typeof LAYOUTS

/** Other names that tables of the field use for the same column. */
const VARIANTS: Readonly<Partial<Record<Column, readonly string[]>>> = {
  number: ['工单号', '工单编码', '编号', '受理编号', '诉求编号'],
  kind: ['诉求类型', '类型'],
  category: ['问题类别', '诉求分类', '事项分类'],
  tags: ['工单标签'],
  title: ['工单标题', '诉求标题'],
  text: ['诉求内容', '反映内容', '问题描述', '内容', '来电内容'],
  state: ['状态', '办理状态'],
  name: ['来电人姓名', '诉求人', '诉求人姓名', '姓名'],
  contact: ['来电人电话', '来电人账号', '来电号码', '联系电话', '联系方式', '电话'],
  district: ['被反映区县', '所属区', '区'],
  street: ['被反映街道', '被反映街道乡镇', '街乡镇', '所属街道', '所属街乡镇'],
  outcome: ['处理结果'],
  reply: ['答复内容', '回复'],
  way: ['受理方式', '处理方式', '来源', '诉求来源', '受理渠道'],
  closedAt: ['办结日期', '完成时间', '结案时间'],
  company: ['企业', '被反映企业', '单位名称'],
  solved: ['解决情况', '解决与否'],
  satisfaction: ['满意情况', '满意度'],
  role: ['性质', '办理性质'],
  community: ['社区', '村', '社区村', '所属社区'],
  place: ['点位', '小区', '小区名称', '点位名称'],
  createdAt: ['受理时间', '来电时间', '创建日期', '登记时间'],
  l1: ['一级类别', '一级问题分类'],
  l2: ['二级类别', '二级问题分类'],
  l3: ['三级类别', '三级问题分类'],
  unit: ['二级承办单位', '承办单位', '承办单位简称', '主办单位'],
  valid: ['有效回访'],
  contacted: ['联系情况', '是否联系诉求人'],
}

const KNOWN: ReadonlyMap<string, Column> = new Map(
  ALL.flatMap((column) =>
    [COLUMNS[column], ...(VARIANTS[column] ?? [])].map((name) => [lettersOf(name), column] as const),
  ),
)

/** Which cell of a row holds what. */
export interface Header {
  columns: ReadonlyMap<Column, number>
  /** Columns that are nobody's field here, by the name they have in the file. */
  extra: readonly { name: string; index: number }[]
  width: number
}

/** The column a heading means; spaces, full-width letters, punctuation and a note in brackets do not matter. */
export function columnOf(heading: string): Column | undefined {
  const plain = heading.normalize('NFKC')
  return KNOWN.get(lettersOf(plain)) ?? KNOWN.get(lettersOf(plain.replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')))
}

function lettersOf(name: string): string {
  return name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Fewer known headings than this are a title line or a row of data. */
const LEAST_KNOWN = 2

/**
 * Reads a row as the table's heading; undefined when it is none: it lacks 主要内容, or hardly a heading in it is known.
 * `twice` names known columns that stand in it more than once.
 */
export function readHeader(cells: readonly string[]): (Header & { twice: string[] }) | undefined {
  const columns = new Map<Column, number>()
  const extra: { name: string; index: number }[] = []
  const twice: string[] = []
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const names = new Set<string>()
  cells.slice(0, width).forEach((cell, index) => {
    const column = columnOf(cell)
    if (column === undefined) {
      const name = freshName(names, oneLine(cell) || `第${index + 1}列`)
      names.add(name)
      extra.push({ name, index })
    } else if (columns.has(column)) twice.push(COLUMNS[column])
    else columns.set(column, index)
  })
  return columns.has('text') && columns.size >= LEAST_KNOWN ? { columns, extra, width, twice } : undefined
}

function freshName(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name
  let times = 2
  while (taken.has(`${name}(${times})`)) times++
  return `${name}(${times})`
}
