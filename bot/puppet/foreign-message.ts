import { type Puppet, type payloads, types } from 'wechaty-puppet'
import type { ForeignFacts } from './foreign-facts.ts'

/** What is asked of a puppet. */
type Told = Pick<
  Puppet,
  'currentUserId' | 'messagePayload' | 'contactPayload' | 'roomMemberPayload' | 'messageLocation' | 'messageUrl'
>

/** What a citizen may send. The rest (recalled, notes, red envelopes, system lines) is not said to us. */
const KINDS: Readonly<Partial<Record<types.Message, ForeignFacts['kind']>>> = {
  [types.Message.Text]: 'text',
  [types.Message.Image]: 'image',
  [types.Message.Audio]: 'voice',
  [types.Message.Video]: 'video',
  [types.Message.Location]: 'location',
  [types.Message.Url]: 'link',
  [types.Message.Attachment]: 'unknown',
  [types.Message.MiniProgram]: 'unknown',
  [types.Message.Contact]: 'unknown',
  [types.Message.ChatHistory]: 'unknown',
}

/** Accounts of WeChat itself. */
const SYSTEM = new Set(['weixin', 'filehelper', 'fmessage', 'newsapp', 'medianote', 'floatbottle', 'notifymessage'])

/** A call to the whole room is meant for nobody in particular, whatever names a puppet makes of it. */
const EVERYBODY = /@(所有人|all)(?![\p{L}\p{N}])/iu

/**
 * What the hotline needs of a message; undefined for what it does not take in: what was said before `since` (history
 * that a puppet hands over at login), by the account itself, by official accounts and the system. In a room the caller
 * has made sure that it mentions the account.
 */
export async function factsOf(puppet: Told, messageId: string, since: Date): Promise<ForeignFacts | undefined> {
  const payload = await puppet.messagePayload(messageId)
  const { talkerId, roomId, type } = payload
  const kind = KINDS[type]
  const at = timeOf(payload.timestamp)
  if (!talkerId || !kind || talkerId === puppet.currentUserId || SYSTEM.has(talkerId)) return undefined
  if (roomId && EVERYBODY.test(payload.text ?? '')) return undefined
  // Some puppets count whole seconds.
  if (at.getTime() + 1000 < since.getTime()) return undefined
  if ((await puppet.contactPayload(talkerId)).type === types.Contact.Official) return undefined
  return {
    id: messageId,
    kind,
    talkerId,
    ...(roomId && { roomId }),
    at: at.toISOString(),
    ...(await contentOf(puppet, payload, kind)),
  }
}

async function contentOf(
  puppet: Told,
  payload: payloads.Message,
  kind: ForeignFacts['kind'],
): Promise<Pick<ForeignFacts, 'text' | 'place' | 'link'>> {
  if (kind === 'text') return { text: await withoutOwnName(puppet, payload) }
  if (kind === 'location') {
    const { latitude, longitude, address, name } = await puppet.messageLocation(payload.id)
    const label = [...new Set([name, address])].filter(Boolean).join(' ')
    return { place: { latitude, longitude, ...(label && { label }) } }
  }
  if (kind === 'link') {
    const { url, title, description } = await puppet.messageUrl(payload.id)
    return { link: { url, ...(title && { title }), ...(description && { description }) } }
  }
  return {}
}

/** `@热线 路灯不亮` says "路灯不亮": the name we are called by is no part of the matter. */
async function withoutOwnName(puppet: Told, { text = '', roomId }: payloads.Message): Promise<string> {
  if (!roomId) return text.trim()
  const self = puppet.currentUserId
  const [contact, member] = await Promise.all([
    puppet.contactPayload(self),
    puppet.roomMemberPayload(roomId, self).catch(() => undefined),
  ])
  const names = [member?.roomAlias, member?.name, contact.name].filter((name) => name !== undefined && name !== '')
  return names
    .reduce((rest: string, name) => rest.replaceAll(`@${name}`, ' '), text)
    .replaceAll(/[\u2005\s]+/gu, ' ')
    .trim()
}

/** Puppets give seconds or milliseconds. */
const timeOf = (timestamp: number) => new Date(timestamp < 1e11 ? timestamp * 1000 : timestamp)
