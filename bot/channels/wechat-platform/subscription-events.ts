import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { type PushFields, textOf } from './push-fields.ts'

/**
 * The entries of a subscription event. They lie in `List`, at the top (JSON) or in an element named after the event
 * (XML), as an object when there is one and as an array when there are several.
 */
function entriesOf(fields: PushFields): PushFields[] {
  const nests = [
    fields,
    fields['SubscribeMsgPopupEvent'],
    fields['SubscribeMsgChangeEvent'],
    fields['SubscribeMsgSentEvent'],
  ]
  for (const nest of nests) {
    const list = isObject(nest) ? nest['List'] : nest
    const entries = (Array.isArray(list) ? list : [list]).filter(isObject)
    if (entries.length > 0) return entries
  }
  return []
}

const isObject = (value: unknown): value is PushFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the citizen allowed or refused, per template. */
export function consentsOf(fields: PushFields): NonNullable<InboundMessage['consents']> {
  return entriesOf(fields).flatMap((entry) => {
    const templateId = textOf(entry, 'TemplateId')
    return templateId ? [{ templateId, granted: textOf(entry, 'SubscribeStatusString') === 'accept' }] : []
  })
}

/** What became of notices that were sent. The spelling of the id differs between the documentation's samples. */
export function noticeReceiptsOf(fields: PushFields): NonNullable<InboundMessage['receipt']>[] {
  return entriesOf(fields).flatMap((entry) => {
    const platformId = textOf(entry, 'MsgID') ?? textOf(entry, 'MsgId')
    if (!platformId) return []
    const delivered = textOf(entry, 'ErrorCode') === '0'
    const reason = textOf(entry, 'ErrorStatus')
    return [
      { platformId, outcome: delivered ? 'delivered' : 'failed', ...(!delivered && reason && { reason }) } as const,
    ]
  })
}

/** TEMPLATESENDJOBFINISH: `success`, `failed:user block`, `failed: system failed`. */
export function templateReceiptOf(fields: PushFields): InboundMessage['receipt'] {
  const platformId = textOf(fields, 'MsgID')
  const status = textOf(fields, 'Status') ?? ''
  if (!platformId) return undefined
  if (status === 'success') return { platformId, outcome: 'delivered' }
  return { platformId, outcome: /user\s*block/.test(status) ? 'refused' : 'failed', reason: status }
}
