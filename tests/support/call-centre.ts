import { SIGNATURE_HEADER, signBody } from '../../bot/channels/inbound/hmac.ts'
import type { TestJiesu } from './jiesu.ts'

/** The demo's key; user and password of platforms that only know those. */
const KEY = 'demo-ivr-key'
const BASIC = `Basic ${Buffer.from(`default:${KEY}`).toString('base64')}`

/** A call centre that pushes to `/channels/ivr`, as Tencent's does or signed as our own form. */
export function callCentre(jiesu: TestJiesu) {
  const door = `${jiesu.url}/channels/ivr`
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: answer.status, body: await answer.text() }
  }
  return {
    /** One push of a Tencent contact centre. */
    push: (action: string, body: object) =>
      post(`${door}?action=${action}&version=1`, { authorization: BASIC }, JSON.stringify(body)),
    /** One signed body of our own form. */
    send: (body: object) => {
      const text = JSON.stringify(body)
      return post(door, { [SIGNATURE_HEADER]: signBody(KEY, Buffer.from(text), jiesu.clock.now()) }, text)
    },
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** The three pushes of one Tencent call; `at` is when it began. */
export function tencentCall(session: string, caller: string, at: Date) {
  const app = { SdkAppId: 1_400_000_000, SessionId: session }
  const begin = at.getTime()
  return {
    cdr: (more: object = {}) => ({
      ...app,
      Caller: caller,
      Callee: '12345',
      Direction: 0,
      CallType: 2,
      StartTimestamp: seconds(at),
      AcceptTimestamp: seconds(at) + 8,
      EndedTimestamp: seconds(at) + 70,
      Duration: 62,
      EndStatus: 1,
      EndStatusString: 'ok',
      IVRKeyPressed: ['1'],
      HungUpSide: 'user',
      ServeParticipants: [],
      ...more,
    }),
    recording: () => ({
      ...app,
      RecordId: `${session}-1`,
      Timestamp: seconds(at) + 71,
      EndpointUser: caller,
      RecordURL: `https://recorder.example.com/${session}.mp3`,
    }),
    asr: (words: string, confidence?: number) => ({
      ...app,
      AsrDataList: [
        { User: 'seat@example.com', Message: '您好，12345，请讲。', Start: begin + 9000, End: begin + 11_000 },
        {
          User: caller,
          Message: words,
          Start: begin + 12_000,
          End: begin + 20_000,
          ...(confidence !== undefined && { Confidence: confidence }),
        },
        { User: 'seat@example.com', Message: '好的，马上登记。', Start: begin + 21_000, End: begin + 23_000 },
      ],
    }),
  }
}
