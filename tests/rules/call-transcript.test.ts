import { describe, expect, it } from 'vitest'
import { callMessage } from '../../bot/channels/ivr/call-record.ts'
import { SURVEY_KEYS } from '../../bot/channels/ivr/survey-keys.ts'
import { readVcon, vconShape } from '../../bot/channels/ivr/vcon.ts'
import { readWebVtt } from '../../bot/channels/ivr/webvtt.ts'

const receivedAt = new Date('2026-11-30T01:00:00Z')

const delivery = { centre: 'c', bodyKey: 'k', receivedAt, surveyKeys: SURVEY_KEYS, transcriptWaitMs: 1_800_000 }

const messageOf = (vcon: object) =>
  callMessage(readVcon(vconShape.parse({ vcon: '0.0.2', uuid: 'u-1', ...vcon }), receivedAt), delivery)

const analysis = (body: unknown, more: object = {}) => [
  { type: 'transcript', dialog: 0, vendor: 'example', encoding: 'json', body, ...more },
]

describe('whose words are the request', () => {
  it("the caller's, not the agent's", () => {
    const message = messageOf({
      parties: [{ role: 'agent' }, { role: 'customer', tel: 'tel:13800138000' }],
      dialog: [{ type: 'recording', parties: [0, 1] }],
      analysis: analysis([
        { party: 0, text: '您好' },
        { party: 1, text: '停水了' },
      ]),
    })
    expect(message).toMatchObject({ text: '停水了', sender: '13800138000' })
  })

  it('without roles the caller is whoever opened the call', () => {
    const message = messageOf({
      parties: [{ name: '热线' }, { tel: '13800138000' }],
      dialog: [{ type: 'recording', parties: [0, 1], originator: 1 }],
      analysis: analysis([
        { party: 0, text: '您好' },
        { party: 1, text: '停水了' },
      ]),
    })
    expect(message.text).toBe('停水了')
  })

  it('all of them where the voices were not told apart', () => {
    const message = messageOf({ parties: [{}], analysis: analysis({ transcript: '您好 停水了' }) })
    expect(message).toMatchObject({ text: '您好 停水了', transcript: [{ speaker: 'unknown' }] })
  })

  it('nobody knows a transcript of an unheard-of shape: there are no words, and no fault', () => {
    const message = messageOf({ parties: [{}], analysis: analysis({ secret: [1, 2] }) })
    expect(message.text).toBeUndefined()
    expect(message.transcript).toBeUndefined()
  })

  it('the recogniser that told the voices apart is believed before the one that did not', () => {
    const message = messageOf({
      parties: [{ role: 'customer' }, { role: 'agent' }],
      analysis: [
        ...analysis({ transcript: '您好 停水了' }),
        ...analysis([
          { speaker: '坐席', text: '您好' },
          { speaker: '客户', text: '停水了' },
        ]),
      ],
    })
    expect(message.text).toBe('停水了')
  })

  it('a second dialog is later in the same call', () => {
    const message = messageOf({
      parties: [{ role: 'customer' }, { role: 'agent' }],
      dialog: [
        { type: 'recording', start: '2026-11-30T01:00:00Z', parties: [0, 1] },
        { type: 'recording', start: '2026-11-30T01:02:00Z', parties: [0, 1] },
      ],
      analysis: analysis([{ party: 0, text: '还有', start: 3 }], { dialog: 1 }),
    })
    expect(message.transcript).toEqual([{ speaker: 'citizen', text: '还有', offsetMs: 123_000 }])
  })

  it('a mean log probability of whisper becomes a confidence', () => {
    const message = messageOf({
      parties: [{}],
      analysis: analysis({ segments: [{ start: 1.5, text: '停水了', avg_logprob: -0.1 }] }, { vendor: 'whisper' }),
    })
    expect(message.transcript?.[0]).toMatchObject({ offsetMs: 1500, confidence: expect.closeTo(0.905, 2) })
  })
})

describe('the number of the caller', () => {
  it.each([
    ['tel:+8613800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['010-12345678', '01012345678'],
    ['+861012345678', '01012345678'],
    ['+86 0311 1234567', '03111234567'],
    ['010-12345', '01012345'],
    ['sip:13800138000@pbx.example.com', '13800138000'],
    ['+4930123456', '+4930123456'],
    ['86123', '86123'],
    ['anonymous', 'call:c:u-1'],
    ['', 'call:c:u-1'],
  ])('%j is %j', (tel, sender) => {
    expect(messageOf({ parties: [{ tel, role: 'customer' }] }).sender).toBe(sender)
  })
})

const turns = (cues: string) => readWebVtt(`WEBVTT\n\n${cues}`, receivedAt).turns

describe('WebVTT', () => {
  it('reads hours, missing hours, settings, several lines and several voices', () => {
    expect(turns('01:00:00.250 --> 01:00:02.000 line:0\n<v.loud 坐席 3>您好<v 市民>停<b>水</b>\n了\n')).toEqual([
      { speaker: 'agent', text: '您好', offsetMs: 3_600_250 },
      { speaker: 'citizen', text: '停水\n了', offsetMs: 3_600_250 },
    ])
  })

  it('puts cues in the order they were spoken and leaves notes, styles and empty cues out', () => {
    const cues = [
      'NOTE 不是话',
      'STYLE\n::cue { color: red }',
      '00:05.000 --> 00:06.000\n后',
      '00:01.000 --> 00:02.000\n先',
      '00:03.000 --> 00:04.000\n ',
    ]
    expect(turns(cues.join('\n\n')).map((turn) => turn.text)).toEqual(['先', '后'])
  })

  it('without facts it is told apart by its words and dated by its arrival', () => {
    const [one, same, other] = ['停水', '停水', '停电'].map((text) =>
      readWebVtt(`WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\n${text}\r\n`, receivedAt),
    )
    expect(one?.id).toBe(same?.id)
    expect(one?.id).not.toBe(other?.id)
    expect(one).toMatchObject({ startedAt: receivedAt, turns: [{ speaker: 'unknown', text: '停水' }] })
  })
})
