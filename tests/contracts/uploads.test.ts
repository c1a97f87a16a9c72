import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentRecord } from '../../schema/attachment/attachment.model.ts'
import { openAttachment } from '../../schema/attachment/attachment.service.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'
import { takePhoto } from '../support/photo.ts'

const TEXT = '光华路188号门口的路灯坏了三天，晚上看不见路'
const MB = 1024 * 1024

let jiesu: TestJiesu
let photo: Buffer

beforeAll(async () => {
  jiesu = await startTestJiesu({ parts: ['api'] })
  photo = await takePhoto()
})
afterAll(() => jiesu.stop())

interface Answer {
  status: number
  message?: string
  uploads?: { receipt: string; type: string; contentType: string; size: number }[]
}

async function upload(bytes: Buffer, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${jiesu.url}/uploads`, { method: 'POST', headers, body: new Uint8Array(bytes) })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}

const uploadFor = async (form: string, bytes = photo) =>
  (await upload(bytes, { 'x-jiesu-form': form })).uploads?.[0]?.receipt ?? ''

async function submit(form: string, attachments: string[], text = TEXT) {
  const { data, errors } = await jiesu.ask<{ submitRequest: { number: string } | null }>(
    'mutation ($input: RequestInput!) { submitRequest(input: $input) { number } }',
    { input: { text, idempotencyKey: form, attachments } },
  )
  return { number: data?.submitRequest?.number, error: errors?.[0] }
}

const rowOf = (receipt: string) => jiesu.city.db.of(attachmentRecord).findOne({ _id: receipt.split('.')[0] ?? '' })

describe('an upload', () => {
  it('gives a receipt, and keeps the picture without the camera’s notes until tomorrow', async () => {
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { status, uploads } = await upload(photo, { 'x-jiesu-form': randomUUID() })
    expect(status).toBe(201)
    expect(uploads).toMatchObject([
      { type: 'image', contentType: 'image/jpeg', receipt: expect.stringMatching(/^[\w-]{22}\./) },
    ])
    const row = await rowOf(uploads?.[0]?.receipt ?? '')
    expect((row?.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23 * 3_600_000)
    const stored = await openAttachment(jiesu.city, row?._id ?? '')
    expect((await sharp(stored?.bytes).metadata()).exif).toBeUndefined()
  })

  it.each<[string, () => Buffer, Record<string, string>, number, RegExp]>([
    ['of a text', () => Buffer.from('我不是照片'), {}, 400, /只能收图片/],
    [
      'of a page that calls itself a picture',
      () => Buffer.from('<svg onload="alert(1)"/>'),
      { 'content-type': 'image/png' },
      400,
      /只能收图片/,
    ],
    ['of a picture cut short', () => photo.subarray(0, 200), {}, 400, /打不开/],
    ['of nothing', () => Buffer.alloc(0), {}, 400, /空的/],
    ['of more than 10 MB', () => Buffer.alloc(10 * MB + 1), {}, 413, /10 MB/],
    ['without a form', () => photo, { 'x-jiesu-form': '' }, 400, /标识/],
    ['from another site’s page', () => photo, { origin: 'https://evil.example' }, 403, /本站/],
  ])('%s is refused', async (_, bytes, headers, status, words) => {
    const answer = await upload(bytes(), { 'x-jiesu-form': randomUUID(), ...headers })
    expect(answer).toMatchObject({ status, message: expect.stringMatching(words) })
  })

  it('cannot be listed or read', async () => {
    const receipt = await uploadFor(randomUUID())
    for (const path of ['/uploads', `/uploads/${receipt}`, `/uploads?receipt=${receipt}`]) {
      expect([404, 405]).toContain((await fetch(jiesu.url + path)).status)
    }
  })

  it('as multipart takes six at a time', async () => {
    const send = async (count: number) => {
      const body = new FormData()
      body.set('idempotencyKey', randomUUID())
      for (let index = 0; index < count; index++) {
        const colour = `#${String(index)}0${String(index)}0${String(index)}0`
        body.append('photos', new Blob([new Uint8Array(await takePhoto({ colour }))]), `${index}.jpg`)
      }
      const response = await fetch(`${jiesu.url}/uploads`, { method: 'POST', body })
      return (await response.json()) as Omit<Answer, 'status'>
    }
    expect((await send(6)).uploads?.length).toBe(6)
    expect(await send(7)).toMatchObject({ message: '一次最多 6 个文件。' })
    expect(await send(0)).toMatchObject({ message: '没有收到文件。' })
  })
})

describe('a request with photos', () => {
  it('has them, for good, and the same request again has them once', async () => {
    const form = randomUUID()
    const receipts = [await uploadFor(form), await uploadFor(form, await takePhoto({ colour: '#204080' }))]
    const first = await submit(form, receipts)
    const ids = receipts.map((receipt) => receipt.split('.')[0])
    const { attachments, sourceKey } = await loadTicket(jiesu.city.db, first.number ?? '')
    expect(attachments).toEqual(ids.map((id) => ({ id, type: 'image', cause: sourceKey })))
    const row = await rowOf(receipts[0] ?? '')
    expect(row).toMatchObject({ ticket: first.number, cause: sourceKey })
    expect(row).not.toHaveProperty('expiresAt')
    expect(row).not.toHaveProperty('loose')
    expect(await submit(form, receipts)).toEqual(first)
    // Uploaded again from the same files they are the same attachments, under new receipts.
    const again = [await uploadFor(form), await uploadFor(form, await takePhoto({ colour: '#204080' }))]
    expect(await submit(form, again)).toEqual(first)
  })

  it.each<[string, (receipt: string) => string | Promise<string>]>([
    ['a receipt of another form', () => uploadFor(randomUUID())],
    ['a receipt with another id', (receipt) => `A${receipt.slice(1)}`.replace(/^AA/, 'AB')],
    ['a receipt with a later expiry', (receipt) => receipt.replace(/\.[^.]+\./, '.zzzzzz.')],
    [
      'a receipt with one letter of its seal changed',
      (receipt) => receipt.slice(0, -1) + (receipt.endsWith('A') ? 'B' : 'A'),
    ],
    ['a bare id', (receipt) => receipt.split('.')[0] ?? ''],
    ['nothing', () => ''],
  ])('is refused with %s, in words, and nothing is lost', async (_, tamper) => {
    const form = randomUUID()
    const receipt = await uploadFor(form)
    const { number, error } = await submit(form, [await tamper(receipt)])
    expect(number).toBeUndefined()
    expect(error).toMatchObject({ extensions: { code: 'BAD_INPUT', field: 'attachments' } })
    expect((await submit(form, [receipt])).number).toBeDefined()
  })

  it('has six at most', async () => {
    const receipt = await uploadFor('form-of-seven-photos')
    const { error } = await submit('form-of-seven-photos', Array<string>(7).fill(receipt))
    expect(error?.message).toContain('最多 6 张')
  })

  it('is refused when the receipt is two hours old', async () => {
    const form = randomUUID()
    const receipt = await uploadFor(form)
    jiesu.clock.move({ hours: 2, minutes: 1 })
    expect((await submit(form, [receipt])).error?.message).toContain('重新添加')
    expect((await submit(form, [await uploadFor(form)])).number).toBeDefined()
  })
})
