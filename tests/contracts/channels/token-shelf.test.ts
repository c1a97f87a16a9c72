import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWechatChannel } from '../../../bot/channels/wechat/channel.ts'
import { createTokenShelf } from '../../../schema/kernel/token-shelf.store.ts'
import { type BareCity, openBareCity } from '../../support/bare-city.ts'
import { type PretendCity, refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = 'oDemoCitizen000000000000001'
const TOKEN = '/cgi-bin/stable_token'

let store: BareCity
beforeAll(async () => {
  store = await openBareCity()
})
afterAll(() => store.close())

const tokenCalls = (city: PretendCity) => city.simulator.calls().filter((call) => call.path === TOKEN).length

let accounts = 0
/** Several processes of one installation: nothing in common but the store. */
function processes(city: PretendCity, count: number, change = {}) {
  // An account of its own for each test, so that none finds the token of another.
  const account = { ...city.settings.wechat, ...change }
  const prefix = `${++accounts}:`
  return Array.from({ length: count }, () => {
    const shelf = createTokenShelf(store.db, store.sealer)
    const tokens = {
      read: (name: string) => shelf.read(prefix + name),
      claim: (name: string, now: Date, leaseMs: number) => shelf.claim(prefix + name, now, leaseMs),
      put: (name: string, token: Parameters<typeof shelf.put>[1]) => shelf.put(prefix + name, token),
      release: (name: string) => shelf.release(prefix + name),
    }
    const channel = createWechatChannel(account, { clock: city.clock, fetch, tokens })
    return { tokens, say: async () => channel.send?.({ recipient: CITIZEN, text: '您好' }) }
  })
}

async function startCity() {
  const city = await startPretendCity()
  await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
  return city
}

describe('the access token of several processes', () => {
  it('is fetched once for all, however many need it at the same instant', async () => {
    await using city = await startCity()
    city.simulator.faults.add({ path: TOKEN, kind: 'slow', delayMs: 150, times: 1 })
    await Promise.all(processes(city, 4).map(({ say }) => say()))
    expect(tokenCalls(city)).toBe(1)
  })

  it('outlives them: the next one finds it in the store, sealed', async () => {
    await using city = await startCity()
    const [first, second] = processes(city, 2)
    await first?.say()
    await second?.say()
    expect(tokenCalls(city)).toBe(1)
    const kept = await second?.tokens.read('wechat:wxdemo0000000001')
    const rows = await store.db.connection.collection('platformTokens').find({}).toArray()
    expect(kept?.value).toMatch(/.{64}/)
    expect(JSON.stringify(rows)).not.toContain(kept?.value)
  })

  it('is renewed by one of them when its time comes', async () => {
    await using city = await startCity()
    const all = processes(city, 3)
    await Promise.all(all.map(({ say }) => say()))
    city.clock.pass(6_950_000)
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    await Promise.all(all.map(({ say }) => say()))
    expect(tokenCalls(city)).toBe(2)
  })

  it('withdrawn behind their backs, it is fetched anew once', async () => {
    await using city = await startCity()
    const all = processes(city, 3)
    await all[0]?.say()
    city.simulator.revokeTokens()
    await Promise.all(all.map(({ say }) => say()))
    expect(tokenCalls(city)).toBe(2)
  })

  it('is fetched by another one when the process on its errand died', async () => {
    await using city = await startCity()
    const [dying, living] = processes(city, 2)
    await dying?.tokens.claim('wechat:wxdemo0000000001', city.clock.now(), 8000)
    city.clock.pass(8001)
    await living?.say()
    expect(tokenCalls(city)).toBe(1)
  })

  it('not given, the errand is free again', async () => {
    await using city = await startCity()
    const [wrong] = processes(city, 1, { appSecret: 'wrong' })
    expect(await refusalOf(wrong?.say() ?? Promise.resolve())).toMatchObject({ errcode: 40125, action: 'config' })
    expect(await wrong?.tokens.claim('wechat:wxdemo0000000001', city.clock.now(), 8000)).toBe(true)
  })
})
