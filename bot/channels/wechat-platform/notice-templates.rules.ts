/** Kinds of keywords a subscription template may use and the limits of each, from the platform's table. */
const KINDS = [
  'thing',
  'number',
  'letter',
  'symbol',
  'character_string',
  'time',
  'date',
  'amount',
  'phone_number',
  'car_number',
  'name',
  'phrase',
] as const

export type KeywordKind = (typeof KINDS)[number]

/** A template of the account: its id, and for each field of our notice the keyword that carries it. */
export interface NoticeTemplate {
  id: string
  keywords: Readonly<Record<string, string>>
}

export type NoticeTemplates = Partial<Readonly<Record<'progress' | 'survey', NoticeTemplate>>>

/** The data of a send call: keyword → value. */
export type NoticeData = Record<string, { value: string }>

/** `thing1` → `thing`. Enums are not supported: what may stand in them is known only to the platform. */
export function keywordKind(keyword: string): KeywordKind | undefined {
  const name = /^([a-z_]+)\d+$/.exec(keyword)?.[1]
  return KINDS.find((kind) => kind === name)
}

/** Keywords this code cannot fill, for a config that should not start. */
export function unknownKeywords(templates: NoticeTemplates | undefined): string[] {
  return Object.values(templates ?? {}).flatMap((template) =>
    Object.values(template.keywords).filter((keyword) => !keywordKind(keyword)),
  )
}

/**
 * Fills a template so that the platform takes it whatever the fields hold (47003 cannot happen): values are cut and
 * stripped to their keyword's rule, and an empty one gets a plain stand-in. `now` gives a year to dates without one.
 */
export function fillTemplate(
  template: NoticeTemplate,
  fields: Readonly<Record<string, string>>,
  now: Date,
): NoticeData {
  return Object.fromEntries(
    Object.entries(template.keywords).map(([field, keyword]) => [
      keyword,
      { value: fitKeyword(keywordKind(keyword) ?? 'thing', fields[field] ?? '', now) },
    ]),
  )
}

/** One value within the rule of its keyword. */
export function fitKeyword(kind: KeywordKind, value: string, now: Date): string {
  const line = value.replace(/[\p{C}\s]+/gu, ' ').trim()
  switch (kind) {
    case 'thing':
      return cut(line, 20) || '无'
    case 'number':
      return /\d{1,15}(\.\d{1,10})?/.exec(line)?.[0] ?? '0'
    case 'letter':
      return line.replace(/[^A-Za-z]/g, '').slice(0, 32) || 'NA'
    case 'symbol':
      return line.replace(/[^!-/:-@[-`{-~]/g, '').slice(0, 5) || '-'
    case 'character_string':
      return line.replace(/[^!-~]/g, '').slice(0, 32) || '-'
    case 'time':
      return `${dayOf(line, now)} ${clockOf(line) ?? '00:00'}`
    case 'date':
      return [dayOf(line, now), clockOf(line)].filter(Boolean).join(' ')
    case 'amount':
      return `${/\d{1,10}(\.\d{1,2})?/.exec(line)?.[0] ?? '0'}元`
    case 'phone_number':
      return line.replace(/[^\d+-]/g, '').slice(0, 17) || '12345'
    case 'car_number':
      return /[\u4e00-\u9fa5A-Z0-9][A-Z0-9]{4,6}[\u4e00-\u9fa5A-Z0-9]/.exec(line.toUpperCase())?.[0] ?? '无'
    case 'name':
      return nameOf(line)
    case 'phrase':
      return han(line).slice(0, 5).join('') || '处理中'
  }
}

const han = (line: string) => line.match(/[\u4e00-\u9fa5]/g) ?? []

function nameOf(line: string): string {
  const chinese = han(line)
  if (chinese.length > 0) return chinese.slice(0, 10).join('')
  return (
    line
      .replace(/[^A-Za-z .'-]/g, '')
      .trim()
      .slice(0, 20) || '市民'
  )
}

function cut(line: string, limit: number): string {
  if (line.length <= limit) return line
  let head = ''
  for (const character of line) {
    if (head.length + character.length > limit - 1) break
    head += character
  }
  return `${head}…`
}

/** The day in a text as `2026年3月1日`; the day of `now` when there is none. A day without a year is of this one. */
function dayOf(line: string, now: Date): string {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  const found = /(?:((?:19|20)\d{2})[年/.-])?(\d{1,2})[月/.-](\d{1,2})/.exec(line)
  const year = found?.[1] ?? String(local.getUTCFullYear())
  const [month, day] = found ? [Number(found[2]), Number(found[3])] : [local.getUTCMonth() + 1, local.getUTCDate()]
  const real = new Date(Date.UTC(Number(year), month - 1, day))
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return dayOf('', now)
  return `${year}年${month}月${day}日`
}

/** The time of day in a text as `15:01`. */
function clockOf(line: string): string | undefined {
  const [, hour, minute] = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/.exec(line) ?? []
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : undefined
}
