import { type payloads, types } from 'wechaty-puppet'
import type { InboundMessage, MessageKind } from '../../schema/kernel/ports.ts'

/** How wechaty calls what citizens send. What is not listed says nothing to a skill and is Unknown. */
const TYPES: Partial<Record<MessageKind, types.Message>> = {
  text: types.Message.Text,
  'menu-click': types.Message.Text,
  form: types.Message.Text,
  transcript: types.Message.Text,
  image: types.Message.Image,
  voice: types.Message.Audio,
  video: types.Message.Video,
  location: types.Message.Location,
  link: types.Message.Url,
}

/** The envelope as wechaty wants it; `account` names the citizen, `self` the city. */
export function messagePayload(id: string, message: InboundMessage, account: string, self: string): payloads.Message {
  return {
    id,
    talkerId: account,
    listenerId: self,
    type: TYPES[message.kind] ?? types.Message.Unknown,
    timestamp: message.at.getTime(),
    // A voice message carries what was understood of it.
    text: message.text ?? message.place?.label ?? message.link?.url ?? '',
  }
}

/** Undefined when the message says no place. */
export function locationPayload({ place }: InboundMessage): payloads.Location | undefined {
  if (!place) return undefined
  const { latitude, longitude, label = '' } = place
  return { latitude, longitude, accuracy: 0, address: label, name: label }
}

/** Undefined when the message forwards no article. */
export function urlPayload({ link }: InboundMessage): payloads.UrlLink | undefined {
  if (!link) return undefined
  return { url: link.url, title: link.title ?? link.url, ...(link.description && { description: link.description }) }
}
