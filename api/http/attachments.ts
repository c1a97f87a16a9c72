import type { Context } from 'koa'
import { openAttachment, openThumbnail } from '../../schema/attachment/attachment.service.ts'
import { ticketOfAttachment } from '../../schema/attachment/attachment.store.ts'
import type { City } from '../../schema/city.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import { maySee } from '../../schema/staff/staff.rules.ts'
import { trackTicket } from '../../schema/ticket/ticket.service.ts'
import { findTicket } from '../../schema/ticket/ticket.store.ts'
import type { Tokens } from '../auth/tokens.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import { isOutage } from '../graphql/errors.ts'

/** What a citizen without a session proves a ticket theirs with: its tracking code, or the phone number given. */
const TRACKING_HEADER = 'x-tracking-code'

export interface AttachmentDeps {
  city: City
  tokens: Tokens
  limiter: TryLimiter
  onBug(error: unknown): void
}

/**
 * `GET /attachments/<id>` and `…/<id>/thumbnail`: for staff who may see its ticket, for the citizen signed in whose
 * ticket it is, and with the ticket's tracking code in a header. Whoever may not see it hears that there is none. True
 * when the request was for it.
 */
export async function serveAttachment(context: Context, deps: AttachmentDeps): Promise<boolean> {
  const [, id, small] = /^\/attachments\/([\w-]{1,64})(\/thumbnail)?$/.exec(context.path) ?? []
  if (!id || (context.method !== 'GET' && context.method !== 'HEAD')) return false
  // What citizens send is shown to nobody's scripts and kept by no cache.
  context.set({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox" })
  try {
    const file = (await isAllowed(context, deps, id)) ? await open(deps.city, id, small !== undefined) : undefined
    if (file) send(context, id, file)
    else refuse(context, 404, '没有这个附件，或者不归您看。')
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TOO_MANY') refuse(context, 429, error.message)
    else {
      if (!isOutage(error)) deps.onBug(error)
      refuse(context, 503, '系统暂时不可用，请稍后再试。')
    }
  }
  return true
}

async function isAllowed(context: Context, { city, tokens, limiter }: AttachmentDeps, id: string): Promise<boolean> {
  const now = city.clock.now()
  const caller = await tokens.read(context.get('authorization') || undefined, now)
  const code = context.get(TRACKING_HEADER)
  if (!caller && !code) return false
  const number = await ticketOfAttachment(city.db, id)
  // Guessed ids count as tries too.
  if (!caller) limiter.count('track', now, context.ip, number)
  if (number === undefined) return false
  if (!caller) return (await trackTicket(city, number, code)) !== null
  const ticket = await findTicket(city.db, number)
  if (!ticket) return false
  return caller.type === 'staff' ? maySee(caller, ticket) : caller.citizenKey === ticket.citizenKey
}

function open(city: City, id: string, small: boolean): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  return small ? openThumbnail(city, id) : openAttachment(city, id)
}

/** Only pictures that were drawn anew here are shown in place; anything else is for saving. */
function send(context: Context, id: string, { contentType, bytes }: { contentType: string; bytes: Buffer }): void {
  const how = contentType === 'image/jpeg' ? 'inline' : 'attachment'
  const ending = contentType.split('/')[1]?.replace(/^x-|[^\w-]/g, '') ?? 'bin'
  context.set('content-disposition', `${how}; filename="${id}.${ending}"`)
  context.type = contentType
  context.body = bytes
}

function refuse(context: Context, status: number, sentence: string): void {
  context.status = status
  context.type = 'text/plain; charset=utf-8'
  context.body = sentence
}
