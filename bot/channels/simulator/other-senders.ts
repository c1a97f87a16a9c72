import { createHash, randomUUID } from 'node:crypto'
import { SIGNATURE_HEADER, signBody } from '../inbound/hmac.ts'
import type { SimulatorCredentials } from './credentials.ts'
import type { Callback } from './deliver.ts'
import type { Phone } from './phone-book.ts'
import { type Act, CannotAct } from './act.ts'

/** A call centre that hands over a finished call as a vCon; the phone's sender is the caller's number. */
export function actAsCallCentre(credentials: SimulatorCredentials, phone: Phone, act: Act): Callback {
  if (act.kind !== 'call') throw new CannotAct('ivr', act.kind)
  const transcript = act.transcript ?? []
  const words = transcript.filter((turn) => turn.speaker === 'citizen').map((turn) => turn.text)
  phone.show({ from: 'citizen', kind: 'voice', text: words.join('\n') })
  const now = phone.now()
  const end = Math.max(0, ...transcript.map((turn) => turn.offsetMs ?? 0))
  const start = new Date(now.getTime() - end).toISOString()
  const vcon = {
    vcon: '0.0.2',
    uuid: randomUUID(),
    created_at: now.toISOString(),
    parties: [
      { tel: `tel:${phone.sender}`, role: 'customer' },
      { name: '12345 坐席', role: 'agent' },
    ],
    dialog: [{ type: 'recording', start, duration: end / 1000, parties: [0, 1], mediatype: 'audio/wav' }],
    analysis: [
      {
        type: 'transcript',
        dialog: 0,
        vendor: 'jiesu',
        schema: 'turns-1',
        encoding: 'json',
        body: transcript.map(({ speaker, ...turn }) => ({ party: speaker === 'citizen' ? 0 : 1, ...turn })),
      },
    ],
    ...(act.surveyKeys && { attachments: [{ purpose: 'survey-keys', encoding: 'none', body: act.surveyKeys }] }),
  }
  return signed('ivr', credentials.ivrKey, JSON.stringify(vcon), now)
}

/** A government site that posts its own form; the phone's sender is the number in it. */
export function actAsSite(credentials: SimulatorCredentials, phone: Phone, act: Act): Callback {
  if (act.kind !== 'form' && act.kind !== 'text') throw new CannotAct('web-form', act.kind)
  const text = act.text ?? ''
  phone.show({ from: 'citizen', kind: 'text', text })
  const now = phone.now()
  const { latitude, longitude } = act
  const place = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : {}
  const idempotencyKey = createHash('sha256').update(`${phone.sender}:${now.getTime()}:${text}`).digest('hex')
  const form = { phone: phone.sender, ...act.form, text, ...place, idempotencyKey }
  return signed('web-form', credentials.webFormKey, JSON.stringify(form), now)
}

function signed(channel: string, key: string, body: string, now: Date): Callback {
  const headers = {
    'content-type': 'application/json',
    [SIGNATURE_HEADER]: signBody(key, Buffer.from(body), now),
  }
  return { channel, query: {}, headers, body, plain: body }
}
