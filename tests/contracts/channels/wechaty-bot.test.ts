import { createHook } from 'node:async_hooks'
import { readdirSync } from 'node:fs'
import type { Wechaty, WechatyPlugin } from 'wechaty'
import { describe, expect, it } from 'vitest'
import { type Bot, type BotDeps, startBot } from '../../../bot/bot.ts'
import { citizenKey } from '../../../schema/citizen/citizen.store.ts'
import type { City } from '../../../schema/city.ts'
import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { noticeRecord } from '../../../schema/notice/notice.model.ts'
import { createSealer } from '../../../schema/kernel/seal.ts'

const message = (more: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: 'wechat',
  dedupeKey: '1',
  sender: 'oDemoCitizen000000000000001',
  kind: 'text',
  text: 'ding',
  at: new Date('2026-11-30T01:00:00Z'),
  reply: { mode: 'none' },
  platformType: 'text',
  ...more,
})

/** As the field writes them: a plugin that knows nothing of the hotline. */
const dingDong: WechatyPlugin = (bot) => {
  bot.on('message', async (heard) => {
    if (!heard.self() && heard.text() === 'ding') await heard.say('dong')
  })
}

const twice: WechatyPlugin = (bot) => {
  bot.on('message', async (heard) => {
    await heard.say('一')
    await heard.say('二')
  })
}

const throws: WechatyPlugin = (bot) => {
  bot.on('message', () => {
    throw new Error('at once')
  })
}

const rejects: WechatyPlugin = (bot) => {
  bot.on('message', async () => {
    await Promise.resolve()
    throw new Error('later')
  })
}

const sends: WechatyPlugin = (bot: Wechaty) => {
  bot.on('message', async (heard) => {
    await heard.say(heard.talker())
  })
}

interface Said {
  account: string
  text: string
  cause: { inboxId: string; count: number } | undefined
}

interface Stage extends AsyncDisposable {
  bot: Bot
  heard: [string, InboundMessage][]
  said: Said[]
  errors: unknown[]
}

async function stage(
  stored: Readonly<Record<string, InboundMessage>>,
  given: Partial<Pick<BotDeps, 'skills' | 'hear'>> = {},
): Promise<Stage> {
  const clock = { now: () => new Date('2026-11-30T01:00:00Z') }
  // The dialogue is told apart from the puppet here; only the clock and the sealer are used.
  const city = { clock, sealer: createSealer('a key of the tests with 32 characters') } as unknown as City
  const [heard, said, errors]: [Stage['heard'], Said[], unknown[]] = [[], [], []]
  const bot = await startBot({
    city,
    load: async (id) => stored[id],
    hear: async (_, id, one) => void heard.push([id, one]),
    say: async (account, text, cause) => {
      said.push({ account, text, cause })
      return `said-${said.length}`
    },
    onError: (error) => errors.push(error),
    ...given,
  })
  return { bot, heard, said, errors, [Symbol.asyncDispose]: () => bot.stop() }
}

describe('the bot', () => {
  it('hears a stored message and is done when the dialogue is', async () => {
    let done = false
    const hear = async () => {
      await new Promise((later) => {
        setTimeout(later, 20)
      })
      done = true
    }
    await using on = await stage({ m1: message() }, { hear })
    await on.bot.hear('m1')
    expect(done).toBe(true)
  })

  it('hands the dialogue the envelope as it was stored, whatever kind it is', async () => {
    const kinds = ['follow', 'unfollow', 'voice', 'location', 'receipt', 'unknown', 'transcript', 'form'] as const
    const stored = Object.fromEntries(kinds.map((kind) => [kind, message({ kind, text: undefined })]))
    await using on = await stage(stored)
    for (const kind of kinds) await on.bot.hear(kind)
    expect(on.heard).toEqual(Object.entries(stored))
  })

  it('fails as the dialogue fails, so that the job may try again', async () => {
    let tries = 0
    const hear = async () => {
      if (++tries === 1) throw new Error('store is away')
    }
    await using on = await stage({ m1: message() }, { hear })
    await expect(on.bot.hear('m1')).rejects.toThrow('store is away')
    await on.bot.hear('m1')
    expect(tries).toBe(2)
  })

  it('hears a message once that is asked for twice at the same time, and many beside each other', async () => {
    const ids = Array.from({ length: 600 }, (_, index) => `m${index}`)
    await using on = await stage(Object.fromEntries(ids.map((id) => [id, message({ text: id })])))
    await Promise.all([...ids, ...ids].map((id) => on.bot.hear(id)))
    expect(on.heard.map(([id, { text }]) => `${id}=${text}`).sort()).toEqual(ids.map((id) => `${id}=${id}`).sort())
  })

  it('says so when there is no such message', async () => {
    await using on = await stage({})
    await expect(on.bot.hear('nothing')).rejects.toThrow('no such message')
  })

  it('starts and stops again and again, and hears nothing once it stopped', async () => {
    for (let round = 0; round < 3; round++) {
      const on = await stage({ m1: message() })
      await on.bot.hear('m1')
      await on.bot.stop()
      await expect(on.bot.hear('m1')).rejects.toThrow('not running')
      expect(on.errors).toEqual([])
    }
  })

  it('ends what is being heard when it stops', async () => {
    const on = await stage({ m1: message() }, { hear: () => new Promise(() => {}) })
    const hearing = on.bot.hear('m1')
    hearing.catch(() => {})
    await new Promise((later) => {
      setTimeout(later, 20)
    })
    await on.bot.stop()
    await expect(hearing).rejects.toThrow('stopped')
  })

  it('makes no connection and no file', async () => {
    const before = readdirSync('.')
    // Other files of this process may have left connections of theirs to close: only what begins now is ours.
    const begun: string[] = []
    const watch = createHook({ init: (_, kind) => /^TCP|TLS|GETADDRINFO/.test(kind) && begun.push(kind) }).enable()
    await using on = await stage({ m1: message() }, { skills: [dingDong] })
    await on.bot.hear('m1')
    watch.disable()
    expect(begun).toEqual([])
    expect(readdirSync('.')).toEqual(before)
  })
})

describe('a skill beside the hotline', () => {
  it('answers through the ledger, once for each message and turn', async () => {
    await using on = await stage({ m1: message(), m2: message({ text: '井盖坏了' }) }, { skills: [dingDong] })
    await on.bot.hear('m1')
    await on.bot.hear('m2')
    await expect.poll(() => on.said.length).toBe(1)
    expect(on.said[0]).toMatchObject({ text: 'dong', cause: { inboxId: 'm1', count: 1 } })
    expect(on.said[0]?.account).toMatch(/^wechat:[\w+/=-]{20,}$/)
    expect(on.said[0]?.account).not.toContain('oDemoCitizen')
    expect(on.heard).toHaveLength(2)
  })

  it('repeats the cause when the message is heard again, so that the ledger can tell', async () => {
    await using on = await stage({ m1: message() }, { skills: [twice] })
    await on.bot.hear('m1')
    await on.bot.hear('m1')
    await expect.poll(() => on.said.length).toBe(4)
    const causes = on.said.map(({ text, cause }) => `${text}${cause?.inboxId}:${cause?.count}`)
    expect(causes.sort()).toEqual(['一m1:1', '一m1:1', '二m1:2', '二m1:2'])
  })

  it('reads types, places and links', async () => {
    const seen: unknown[] = []
    const look: WechatyPlugin = (bot) => {
      bot.on('message', async (heard) => {
        if (heard.type() === bot.Message.Type.Location) seen.push((await heard.toLocation()).payload)
        else if (heard.type() === bot.Message.Type.Url) seen.push((await heard.toUrlLink()).payload)
        else seen.push([heard.type(), heard.text(), heard.talker().name(), heard.date().getTime()])
      })
    }
    const place = { latitude: 39.9, longitude: 116.4, datum: 'GCJ-02' as const, label: '东门' }
    const link = { url: 'https://example.com/1', title: '报道' }
    await using on = await stage(
      {
        voice: message({ kind: 'voice', text: '停水了' }),
        location: message({ kind: 'location', text: undefined, place }),
        link: message({ kind: 'link', text: undefined, link }),
        follow: message({ kind: 'follow', text: undefined }),
      },
      { skills: [look] },
    )
    for (const id of ['voice', 'location', 'link', 'follow']) await on.bot.hear(id)
    await expect.poll(() => seen.length + on.errors.length).toBe(4)
    expect(on.errors).toEqual([])
    expect(seen).toContainEqual([2, '停水了', '市民', message().at.getTime()])
    expect(seen).toContainEqual({ latitude: 39.9, longitude: 116.4, accuracy: 0, address: '东门', name: '东门' })
    expect(seen).toContainEqual({ url: link.url, title: link.title })
    expect(seen).toContainEqual([0, '', '市民', message().at.getTime()])
  })

  it('speaks to one citizen unasked', async () => {
    let citizen: { say(text: string): Promise<unknown> } | undefined
    const keep: WechatyPlugin = (bot) => {
      bot.on('message', (heard) => {
        citizen = heard.talker()
      })
    }
    await using on = await stage({ m1: message() }, { skills: [keep] })
    await on.bot.hear('m1')
    await citizen?.say('明天停水')
    expect(on.said).toMatchObject([{ text: '明天停水', cause: undefined }])
  })

  it('harms nobody when it throws, at once or later', async () => {
    await using on = await stage({ m1: message() }, { skills: [throws, rejects, dingDong] })
    await on.bot.hear('m1')
    await expect.poll(() => on.said.length).toBe(1)
    expect(on.heard).toHaveLength(1)
    expect(on.errors.map(String).sort()).toEqual(['Error: at once', 'Error: later'])
  })

  it('gets a plain refusal for what the hotline does not send', async () => {
    await using on = await stage({ m1: message() }, { skills: [sends] })
    await on.bot.hear('m1')
    await expect.poll(() => on.errors.length).toBe(1)
    expect(String(on.errors[0])).toContain('Unsupported')
  })
})

// On the store that `npm test` brings up.
describe.skipIf(!process.env['TEST_MONGODB_URI'])('the ledger', () => {
  it('holds what a skill said, once, for the citizen who asked', async () => {
    const { startTestJiesu } = await import('../../support/jiesu.ts')
    const jiesu = await startTestJiesu({ parts: ['api'] })
    try {
      const { city } = jiesu
      const bot = await startBot({ city, load: async () => message(), hear: async () => {}, skills: [dingDong] })
      await bot.hear('m1')
      await bot.hear('m1')
      const ledger = city.db.of(noticeRecord)
      await expect.poll(() => ledger.countDocuments({})).toBe(1)
      const key = citizenKey(city.sealer, 'wechat', message().sender)
      expect(await ledger.findOne({ _id: 'm1:skill:1' })).toMatchObject({
        citizenKey: key,
        channel: 'wechat',
        text: 'dong',
      })
      await bot.stop()
    } finally {
      await jiesu.stop()
    }
  })
})
