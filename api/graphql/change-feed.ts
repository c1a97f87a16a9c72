import { Repeater, SlidingBuffer } from 'graphql-yoga'
import { Redis } from 'ioredis'

/** Tells subscribers, in every API process, which ticket changed. Losing a message costs a refresh, never data. */
export interface ChangeFeed {
  announce(number: string): void
  /** Numbers of changed tickets, or of one; ends with its reader. */
  changes(number: string | null | undefined): AsyncIterable<string>
  /** True when Redis answers. */
  answers(): Promise<boolean>
  close(): Promise<void>
}

/** A slow subscriber keeps this many numbers at most, and then misses the oldest. */
const MOST_PENDING = 1000

export function openChangeFeed(redisUrl: string, installation: string): ChangeFeed {
  const channel = `{jiesu}:${installation}:ticket-changed`
  const listeners = new Set<(number: string) => void>()
  const sender = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  const receiver = new Redis(redisUrl, { maxRetriesPerRequest: null })
  // Redis away means no live updates for a while; the clients reconnect by themselves.
  for (const client of [sender, receiver]) client.on('error', () => {})
  void receiver.subscribe(channel).catch(() => {})
  receiver.on('message', (_channel, number) => listeners.forEach((listener) => listener(number)))
  return {
    announce: (number) => void sender.publish(channel, number).catch(() => {}),
    changes: (wanted) =>
      new Repeater<string>(async (push, stop) => {
        const listener = (number: string) => {
          if (!wanted || number === wanted) void push(number)
        }
        listeners.add(listener)
        await stop
        listeners.delete(listener)
      }, new SlidingBuffer(MOST_PENDING)),
    answers: async () => sender.status === 'ready' && (await sender.ping().catch(() => '')) === 'PONG',
    async close() {
      sender.disconnect()
      receiver.disconnect()
    },
  }
}
