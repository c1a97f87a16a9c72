import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { parseJson } from '../inbound/json.ts'

/** Without white space, so that source and id together name one event. */
const token = z.string().regex(/^[^\s\p{Cc}]{1,200}$/u)
const line = z.string().regex(/^[^\p{Cc}]{1,200}$/u)

/** CloudEvents 1.0, JSON format. What the specification does not name is an extension. */
const eventShape = z
  .object({
    specversion: z.literal('1.0'),
    id: line,
    source: token,
    type: line,
    subject: line.optional(),
    time: z.iso.datetime({ offset: true }).optional(),
    datacontenttype: line.optional(),
    dataschema: z.url().optional(),
    data: z.unknown().optional(),
    data_base64: z.base64().optional(),
  })
  .catchall(z.union([z.string().max(500), z.int(), z.boolean()]))
  .refine((event) => event.data === undefined || event.data_base64 === undefined, {
    path: ['data_base64'],
    error: 'data and data_base64 exclude each other',
  })
  .refine((event) => Object.keys(event).every((name) => name === 'data_base64' || /^[a-z0-9]{1,40}$/.test(name)), {
    path: ['(attribute name)'],
    error: 'names are lower-case letters and digits',
  })

type Shape = z.infer<typeof eventShape>

export interface CloudEvent {
  id: string
  source: string
  type: string
  subject?: string
  time?: string
  data?: unknown
  extensions: Record<string, string | number | boolean>
}

const OWN = [
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
]
const MOST_EXTENSIONS = 20

/** Throws DomainError BAD_INPUT, naming the attributes, for what is no CloudEvent. */
export function readCloudEvent(value: unknown): CloudEvent {
  const parsed = eventShape.safeParse(withoutUnset(value))
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)')
    throw new DomainError('BAD_INPUT', `不是有效的 CloudEvents 1.0：${[...new Set(names)].join(', ')}`)
  }
  const { id, source, type, subject, time, ...rest } = parsed.data
  const data = dataOf(rest)
  const extensions = Object.entries(rest).filter(([name]) => !OWN.includes(name))
  if (extensions.length > MOST_EXTENSIONS) throw new DomainError('BAD_INPUT', '扩展属性过多')
  return {
    id,
    source,
    type,
    ...(subject && { subject }),
    ...(time && { time }),
    ...(data !== undefined && { data }),
    extensions: Object.fromEntries(extensions) as CloudEvent['extensions'],
  }
}

/** An attribute that is null is one that is not set; data may be null. */
function withoutUnset(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name, part]) => part !== null || name === 'data'))
}

/** Data as a value where it is JSON; other bytes stay base64, with what they are. */
function dataOf({
  data,
  data_base64: base64,
  datacontenttype,
}: Pick<Shape, 'data' | 'data_base64' | 'datacontenttype'>) {
  if (base64 === undefined) return data
  const bytes = Buffer.from(base64, 'base64')
  return isJson(datacontenttype) ? parseJson(bytes) : { base64, contentType: datacontenttype }
}

/** JSON by its media type, which is what an event without one has. */
export function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^[\w.-]+\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType)
}
