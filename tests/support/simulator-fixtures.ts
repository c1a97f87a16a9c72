import { readdirSync, readFileSync } from 'node:fs'
import { openChannels } from '../../bot/channels/open-channels.ts'
import type { PushMode } from '../../bot/channels/wechat-platform/settings.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Channel, InboundMessage, RawRequest } from '../../schema/kernel/ports.ts'
import { demoSettings } from './simulator-settings.ts'

const ROOT = 'bot/channels'

/** A callback as it came, and what it means. */
export interface Fixture {
  channel: string
  name: string
  about: string
  /** The mode of the account it came from; plain where it does not matter. */
  mode: PushMode
  raw: RawRequest
  parsed: InboundMessage[]
}

interface StoredFixture {
  about: string
  mode?: PushMode
  raw: Omit<RawRequest, 'body' | 'receivedAt'> & { body: string; receivedAt: string }
  parsed: InboundMessage[]
}

/** Folders under bot/channels that are channels: those with a channel.ts. */
export function channelFolders(): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(`${ROOT}/${entry.name}`).includes('channel.ts'))
    .map((entry) => entry.name)
    .sort()
}

export function fixturesOf(channel: string): Fixture[] {
  const folder = `${ROOT}/${channel}/fixtures`
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const stored = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as StoredFixture
      const { body, receivedAt, ...request } = stored.raw
      const raw = { ...request, body: Buffer.from(body), receivedAt: new Date(receivedAt) }
      return {
        channel,
        name: file.replace(/\.json$/, ''),
        about: stored.about,
        mode: stored.mode ?? 'plain',
        raw,
        parsed: stored.parsed,
      }
    })
}

/** The channel as it is configured for an account in this mode. */
export function channelIn(mode: PushMode, name: string): Channel {
  const { channels } = openChannels(demoSettings({ mode }), { clock: { now: () => new Date(1_796_000_000_000) } })
  const channel = channels.get(name)
  if (!channel) throw new Error(`no channel ${name}`)
  return channel
}

export interface Answer {
  status: number
  messages: InboundMessage[]
}

/** What the HTTP door does with a callback, without the store behind it. */
export function knock(channel: Channel, raw: RawRequest): Answer {
  if (raw.body.length > channel.capabilities.maxBody) return { status: 413, messages: [] }
  const verification = channel.verify(raw)
  if (!verification.ok) return { status: verification.status, messages: [] }
  try {
    const messages = channel.parse(verification.body, raw, verification.method)
    return { status: channel.acknowledge(messages).status, messages }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') return { status: 400, messages: [] }
    throw error
  }
}
