import { parseWechat } from '../../bot/channels/wechat/parse.ts'
import { createPushVerifier } from '../../bot/channels/wechat-platform/verify-push.ts'
import { demoSettings } from '../support/simulator-settings.ts'
import { fixturesOf } from '../support/simulator-fixtures.ts'
import { type BenchRow, quantile } from './row.ts'

const ROUNDS = 400
/** Calls in one round, so that a round is longer than the clock is coarse. */
const CALLS = 50

/**
 * What an encrypted callback costs before it is stored (signature, decryption, parsing), against JSON.parse of the same
 * fields. Rounds of both take turns in one process, so that a busy machine is busy for both.
 */
export async function benchWechat(): Promise<BenchRow[]> {
  const fixture = fixturesOf('wechat').find(({ name }) => name === 'text-safe')
  if (!fixture) throw new Error('the fixture text-safe is missing')
  const { raw } = fixture
  const { verify } = createPushVerifier(demoSettings({ mode: 'safe' }).wechat)
  const take = () => {
    const verification = verify(raw)
    if (!verification.ok) throw new Error(verification.reason)
    return parseWechat(verification.body)
  }
  const json = JSON.stringify(fieldsOf(raw))
  const read = () => JSON.parse(json) as unknown
  const [taken, parsed]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS * 1.25; round++) {
    const costs = [microseconds(take), microseconds(read)] as const
    // The first quarter warms up.
    if (round < ROUNDS / 4) continue
    taken.push(costs[0])
    parsed.push(costs[1])
  }
  const [callback, plain] = [quantile(taken, 0.5), quantile(parsed, 0.5)]
  return [
    { name: 'encrypted callback: verify, decrypt, parse; median', value: callback, unit: 'µs' },
    { name: 'JSON.parse of the same fields, median', value: plain, unit: 'µs' },
    { name: 'encrypted callback in JSON.parses', value: callback / plain, unit: '×', bar: { max: 60 } },
  ]

  /** The fields of the message, as a platform that sent JSON would write them. */
  function fieldsOf(request: typeof raw): Record<string, string> {
    const verification = verify(request)
    if (!verification.ok) throw new Error(verification.reason)
    const xml = verification.body.toString()
    const tags = xml.matchAll(/<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/g)
    return Object.fromEntries([...tags].map(([, name = '', text, bare]) => [name, text ?? bare ?? '']))
  }
}

function microseconds(work: () => unknown): number {
  const start = process.hrtime.bigint()
  for (let call = 0; call < CALLS; call++) work()
  return Number(process.hrtime.bigint() - start) / 1000 / CALLS
}
