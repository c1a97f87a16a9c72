import { COLUMNS, type Column, LAYOUTS, type Layout } from '../../schema/exchange/columns.rules.ts'

export type Row = Partial<Record<Column, string>>

/** A row with nothing odd about it. */
export const PLAIN: Row = {
  number: 'CP20250301000001',
  kind: '投诉',
  category: '城乡建设->市政设施->井盖',
  tags: '井盖、夜间',
  title: '井盖破损',
  text: '光华路188号门口的井盖坏了，晚上走路差点掉下去。',
  state: '已办结',
  name: '张三丰',
  contact: '13800138000',
  district: '光华区',
  street: '建国街道',
  outcome: '已解决',
  reply: '已更换井盖，请放心通行。',
  way: '电话',
  closedAt: '2025-03-04 16:20:00',
  company: '',
  solved: '解决',
  satisfaction: '满意',
  role: '主办',
  community: '光华社区',
  place: '光华小区',
  createdAt: '2025-03-01 09:05:00',
  l1: '城乡建设',
  l2: '市政设施',
  l3: '井盖',
  unit: '建国街道',
  valid: '是',
  contacted: '是',
}

/** What odd things tables hold, each with what it is: all of them can be taken. */
const ODD: readonly [about: string, row: Row][] = [
  ['nothing odd', {}],
  ['a date of a spreadsheet, one-digit parts', { createdAt: '2025/3/1 9:05', closedAt: '2025/3/4 16:20' }],
  ['a Chinese date', { createdAt: '2025年3月1日', closedAt: '2025年3月4日16时20分' }],
  ['a serial', { createdAt: '45717.37847222222', closedAt: '45720' }],
  ['afternoon', { createdAt: '2025-03-01 上午9:05', closedAt: '2025-03-04 下午4:20' }],
  ['a compact date', { createdAt: '20250301', closedAt: '20250304162000' }],
  ['an instant with its zone', { createdAt: '2025-03-01T01:05:00Z', closedAt: '2025-03-04T08:20:00.000Z' }],
  ['full-width digits', { createdAt: '２０２５－０３－０１　０９：０５', contact: '１３８００１３８０００' }],
  ['a line break in the text', { text: '第一行\n第二行\r\n第三行', reply: '已办。\n谢谢。' }],
  ['quotes', { text: '他说"马上修"，""却没有来', title: '"马上"' }],
  ['commas and semicolons', { text: 'a,b;c，d；e', company: '甲,乙;丙公司' }],
  ['a formula', { title: '=1+1', text: '=HYPERLINK("http://example.invalid","点我")' }],
  ['plus, minus, at', { title: '+86 开头', reply: '-1 度，冻裂了', company: '@公司' }],
  ['an apostrophe before a formula', { title: "'=1+1", text: "''=2+2 单引号两个" }],
  ['an apostrophe alone', { title: "'普通的引号", text: "'' 两个引号开头的内容" }],
  ['full-width formula signs', { title: '＝１＋１', reply: '＠所有人：已办结。' }],
  ['tabs', { text: '\t制表符开头\t中间\t', reply: 'a\tb' }],
  ['emoji and rare letters', { text: '路灯不亮😀👨‍👩‍👧 𠮷祥里', title: '🕳️井盖', name: '𠮷野家' }],
  ['a lone surrogate and control characters', { text: '坏\uD800字\u0000\u0007和\u000B控制符' }],
  ['blanks around everything', { kind: ' 投诉 ', state: '　已办结　', solved: ' 解决', text: '  两头有空格  ' }],
  ['leading zeros', { number: '00020250301', contact: '010-62345678' }],
  ['a long number', { number: '202503011234567890123456' }],
  ['an account instead of a phone', { contact: 'oDemoOpenid0000000000001', way: '微信' }],
  ['public speech', { contact: '1234567890', name: '微博网友', way: '微博' }],
  ['a masked phone', { contact: '138****8000', name: '张*' }],
  ['a phone with blanks and a prefix', { contact: '+86 138 0013 8000' }],
  ['the caller and his number in the text', { text: '我是张三丰，手机13800138000，张三丰家门口积水', name: '张三丰' }],
  ['a resident id in the text', { text: '身份证110101199001011234，补贴没有到账，请核实' }],
  ['a company', { company: '澜城宏达物业管理有限公司', name: '澜城宏达物业管理有限公司' }],
  ['assist', { role: '协办' }],
  ['hand over', { role: '转办', kind: '求助' }],
  ['partly solved', { solved: '部分解决', satisfaction: '基本满意' }],
  ['not solved', { solved: '未解决', satisfaction: '不满意' }],
  ['not rated', { solved: '', satisfaction: '未评价', valid: '否', contacted: '否' }],
  ['valid without answers', { solved: '', satisfaction: '', valid: '是' }],
  ['answers that do not count', { valid: '否', contacted: '否' }],
  ['a unit that nobody knows', { unit: '某某开发区管委会' }],
  ['a unit by its full name', { unit: '建国街道办事处' }],
  ['a district and street that nobody knows', { district: '某某区', street: '某某镇', unit: '' }],
  ['no place', { district: '', street: '', community: '', place: '', unit: '', text: '请问社保卡怎么补办' }],
  ['no category', { category: '', l1: '', l2: '', l3: '' }],
  ['one level', { category: '环境保护', l1: '环境保护', l2: '', l3: '' }],
  ['arrows of other kinds', { category: '城乡建设→市政设施－＞井盖' }],
  ['levels only', { category: '' }],
  ['under way', { state: '办理中', closedAt: '', solved: '', satisfaction: '', valid: '', contacted: '' }],
  [
    'accepted',
    { state: '已受理', closedAt: '', unit: '', reply: '', solved: '', satisfaction: '', valid: '', contacted: '' },
  ],
  ['archived', { state: '已归档' }],
  ['a way of its own', { way: '市长信箱' }],
  ['tags with other separators', { tags: '井盖,夜间；安全|井盖' }],
  ['no tags, no title', { tags: '', title: '' }],
  ['a long text', { text: '水管爆裂，'.repeat(600) }],
  ['wrapped in quotes by a writer', { outcome: '"已解决"' }],
]

/** Every odd row under a number of its own, in the order of time. */
export function oddRows(): { about: string; row: Row }[] {
  return ODD.map(([about, row], index) => {
    const number = `CP20250301${String(index + 1).padStart(6, '0')}`
    return { about, row: { ...PLAIN, number, ...row } }
  })
}

export function headingOf(layout: Layout): string[] {
  return LAYOUTS[layout].map((column) => COLUMNS[column])
}

/** The rows as cells, heading first. */
export function tableOf(rows: readonly Row[], layout: Layout = 'bureau'): string[][] {
  return [headingOf(layout), ...rows.map((row) => LAYOUTS[layout].map((column) => row[column] ?? ''))]
}

/** As a spreadsheet writes it: every cell with a sign that matters in quotes. Nothing is guarded. */
export function csvOf(table: readonly (readonly string[])[], lineEnd = '\r\n'): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return table.map((row) => row.map(cell).join(',') + lineEnd).join('')
}
