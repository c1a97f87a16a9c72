import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstWordOfSha256 } from '../../api/pages/citizen/sha256.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { openCutProxy } from '../support/cut-proxy.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'
import { takePhoto } from '../support/photo.ts'

const TEXT = '光华路188号门口的路灯坏了三天，晚上看不见路'
const NUMBER = /\d{8}-\d{6}/

let jiesu: TestJiesu
let line: Awaited<ReturnType<typeof openCutProxy>>
let photo: Buffer
let visitors = 0

beforeAll(async () => {
  line = await openCutProxy(process.env['TEST_MONGODB_URI'] ?? '')
  const database = `t${randomUUID().slice(0, 8)}`
  const uri = line.uri.replace('/?', `/${database}?`)
  jiesu = await startTestJiesu({ parts: ['api'], env: { TRUST_PROXY: 'true', MONGODB_URI: uri } })
  photo = await takePhoto()
})
afterAll(async () => {
  line.mend()
  await jiesu.stop()
  await line.close()
})

type Fields = Record<string, string | readonly string[]>

/** A browser without scripts, on a network of its own: posts forms, keeps cookies, reads pages. */
function openBrowser(network = `203.0.113.${++visitors}`) {
  let cookie = ''
  return {
    async post(fields: Fields, files: Buffer[] = []) {
      const body = new FormData()
      for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
      // What a browser sends for a file field in which nothing was chosen.
      if (files.length === 0) body.append('photos', new Blob([]), '')
      for (const file of files)
        body.append('photos', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), 'IMG_0001.jpg')
      const headers = { 'x-forwarded-for': network, ...(cookie && { cookie }) }
      const response = await fetch(`${jiesu.url}/`, { method: 'POST', body, headers })
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      const page = await response.text()
      const values = (name: string) =>
        [...page.matchAll(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(
          (match) => match[1] ?? '',
        )
      return {
        status: response.status,
        page,
        values,
        number: NUMBER.exec(page)?.[0] ?? '',
        error: (name: string) => new RegExp(`id="${name}-error"[^>]*>([^<]*)`).exec(page)?.[1] ?? '',
        alert: /role="alert"[^>]*>([^<]+)/.exec(page)?.[1] ?? '',
        puzzle: response.headers.get('x-jiesu-puzzle') ?? '',
        retryAfter: response.headers.get('retry-after'),
      }
    },
  }
}

const aForm = (more: Fields = {}): Fields => ({
  text: TEXT,
  address: '光华路188号',
  idempotencyKey: randomUUID(),
  ...more,
})
const ticketOf = (number: string) => loadTicket(jiesu.city.db, number)

describe('without scripts', () => {
  it('what is wrong stands beside its field, and neither words nor photo are lost', async () => {
    const browser = openBrowser()
    const form = aForm({ phone: '138' })
    const refused = await browser.post(form, [photo])
    expect(refused.status).toBe(422)
    expect(refused.error('phone')).toContain('11 位')
    expect(refused.page).toContain(TEXT)
    expect(refused.page).toContain('照片 1 已收到')
    const sent = await browser.post({ ...form, phone: '13800138000', attachments: refused.values('attachments') })
    expect((await ticketOf(sent.number)).attachments?.length).toBe(1)
  })

  it('a photo that was kept can be left out again', async () => {
    const browser = openBrowser()
    const form = aForm({ phone: '138' })
    const attachments = (await browser.post(form, [photo, await takePhoto({ colour: '#102030' })])).values(
      'attachments',
    )
    expect(attachments.length).toBe(2)
    const sent = await browser.post({ ...form, phone: '', attachments, drop: attachments[0] ?? '' })
    expect((await ticketOf(sent.number)).attachments).toMatchObject([{ id: attachments[1]?.split('.')[0] }])
  })

  it.each<[string, () => Buffer, RegExp]>([
    ['no photo', () => Buffer.from('plain text'), /第 2 个文件不是照片/],
    ['too large', () => Buffer.alloc(11 * 1024 * 1024, 1), /第 2 个文件超过 10 MB/],
  ])('a file that is %s is named, the others are kept', async (_, file, words) => {
    const refused = await openBrowser().post(aForm(), [photo, file()])
    expect(refused.status).toBe(422)
    expect(refused.error('photos')).toMatch(words)
    expect(refused.values('attachments').length).toBe(1)
  })

  it('a position outside the city is said kindly, inside it names the street', async () => {
    const browser = openBrowser()
    const [street] = [...jiesu.city.registers.gazetteer.streets.values()]
    const [longitude, latitude] = street?.places[0]?.point ?? [0, 0]
    const form = aForm({ latitude: '39.9', longitude: '116.4' })
    const refused = await browser.post(form)
    expect(refused.status).toBe(422)
    expect(refused.error('point')).toContain('不在澜城市范围内')
    expect(refused.page).toContain(TEXT)
    const sent = await browser.post({ ...form, latitude: String(latitude), longitude: String(longitude) })
    expect((await ticketOf(sent.number)).place).toMatchObject({
      streetName: street?.name,
      point: { latitude, longitude },
    })
    for (const bad of ['x', '1e999', 'NaN']) {
      expect((await browser.post(aForm({ latitude: bad, longitude: '112' }))).status).toBe(422)
    }
  })

  it('twice pressed, reloaded or gone back to, it is one ticket', async () => {
    const browser = openBrowser()
    const form = aForm()
    const [first, second] = await Promise.all([browser.post(form, [photo]), browser.post(form, [photo])])
    expect(second.number).toBe(first.number)
    expect((await browser.post(form, [photo])).number).toBe(first.number)
    // Going back draws the form anew; the browser puts the same words into it.
    expect((await browser.post({ ...form, idempotencyKey: randomUUID() }, [photo])).number).toBe(first.number)
    expect((await browser.post({ ...form, idempotencyKey: randomUUID(), text: `${TEXT}，请快些` })).number).not.toBe(
      first.number,
    )
  })

  it('the same form with other words is asked about once, and then is another request', async () => {
    const browser = openBrowser()
    const form = aForm()
    const first = await browser.post(form)
    const asked = await browser.post({ ...form, text: '这是另一件事：下水道堵了' })
    expect(asked.status).toBe(409)
    expect(asked.alert).toContain('已经登记')
    const [key = ''] = asked.values('idempotencyKey')
    const second = await browser.post({ ...form, text: '这是另一件事：下水道堵了', idempotencyKey: key })
    expect(second.number).toMatch(NUMBER)
    expect(second.number).not.toBe(first.number)
  })

  it('another site cannot post it', async () => {
    const response = await fetch(`${jiesu.url}/`, {
      method: 'POST',
      body: new URLSearchParams({ text: TEXT }),
      headers: { origin: 'https://evil.example' },
    })
    expect(response.status).toBe(403)
  })

  it(
    'is told when the store is away, with the words still there, and goes through once it is back',
    { timeout: 20_000 },
    async () => {
      const browser = openBrowser()
      const form = aForm()
      line.cut()
      const away = await browser.post(form)
      line.mend()
      expect(away.status).toBe(503)
      expect(away.retryAfter).toBe('30')
      expect(away.alert).toContain('暂时不可用')
      expect(away.page).toContain(TEXT)
      expect(away.values('idempotencyKey')).toEqual([form['idempotencyKey']])
      expect((await browser.post(form)).number).toMatch(NUMBER)
    },
  )
})

describe('a flood', () => {
  const NETWORK = '198.51.100.7'
  const flooder = openBrowser(NETWORK)
  /** Another request than all before: the same words again would be the same one, and cost nothing. */
  const anew = () => aForm({ scripts: 'yes', text: `${TEXT}${randomUUID()}` })
  const solve = (puzzle: string) => {
    const [bits, , nonce] = puzzle.split('.')
    for (let counter = 0; ; counter++) {
      if (Math.clz32(firstWordOfSha256(`${nonce}.${counter}`)) >= Number(bits)) return `${puzzle}.${counter}`
    }
  }

  it('is not noticed in five requests', async () => {
    for (let sent = 0; sent < 5; sent++) expect((await flooder.post(anew())).status).toBe(200)
  })

  it('then costs a page with scripts a puzzle, which is good for one form, sent as often as need be', async () => {
    const form = anew()
    const { status, puzzle } = await flooder.post(form)
    expect(status).toBe(428)
    const proof = solve(puzzle)
    const sent = await flooder.post({ ...form, proof })
    expect(sent.number).toMatch(NUMBER)
    expect((await flooder.post({ ...form, proof })).number).toBe(sent.number)
    const replayed = await flooder.post({ ...anew(), proof })
    expect(replayed.status).toBe(428)
  })

  it.each<[string, (proof: string) => string]>([
    ['easier', (proof) => proof.replace(/^\d+/, '1')],
    [
      'of another nonce',
      (proof) => proof.replace(/(\.\d+\.)(.)/, (_all, head, first) => `${head}${first === 'A' ? 'B' : 'A'}`),
    ],
    ['longer lived', (proof) => proof.replace(/\.\d{10}\./, '.9999999999.')],
    ['guessed', (proof) => proof.replace(/\d+$/, '0')],
    ['no proof at all', () => 'x'],
  ])('a proof that is %s proves nothing', async (_, tamper) => {
    const form = anew()
    const { puzzle } = await flooder.post(form)
    expect((await flooder.post({ ...form, proof: tamper(solve(puzzle)) })).status).toBe(428)
  })

  it('cannot use a proof of another network, or one that is too old', async () => {
    const form = anew()
    const proof = solve((await flooder.post(form)).puzzle)
    const other = openBrowser('198.51.100.8')
    for (let sent = 0; sent < 5; sent++) await other.post(aForm({ text: `${TEXT}${sent}` }))
    expect((await other.post({ ...form, proof })).status).toBe(428)
  })

  it('without scripts ends after twenty more, with words that say what to do', async () => {
    const answers = []
    for (let sent = 0; sent < 21; sent++) answers.push(await flooder.post(aForm({ text: `${TEXT}${sent}` })))
    expect(answers.slice(0, 20).every(({ status }) => status === 200)).toBe(true)
    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(last?.alert).toContain('12345')
    expect(last?.page).toContain(TEXT)
  })

  it('elsewhere nobody is asked anything', async () => {
    expect((await openBrowser().post(aForm())).status).toBe(200)
  })
})
