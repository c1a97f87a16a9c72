import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAttachment, openThumbnail, storeAttachment } from '../../schema/attachment/attachment.service.ts'
import { claimAttachment } from '../../schema/attachment/attachment.store.ts'
import { attachLoose, attachToMatter, attachToTicket } from '../../schema/ticket/attach.service.ts'
import type { NewRequest } from '../../schema/ticket/normalise.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())

let sources = 0
const keep = (bytes: Buffer, source = `test:${++sources}`) =>
  storeAttachment(city, { bytes, source, sender: 'citizen-1' })

/** A street scene of two colours. */
const picture = (width = 640, height = 480) => sharp({ create: { width, height, channels: 3, background: '#336699' } })

/** A minute of nothing, as each format begins. */
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(500, 0x3c)])
const WAV = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt '), Buffer.alloc(500)])
const MP3 = Buffer.concat([
  Buffer.from('ID3\x03\0\0\0\0\0\0'),
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.alloc(500),
])
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypisom\0\0\0\0isommp42'), Buffer.alloc(500)])
const M4A = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypM4A \0\0\0\0M4A mp42'), Buffer.alloc(500)])

describe('what a citizen sends along is kept', () => {
  it.each([
    ['JPEG', () => picture().jpeg().toBuffer(), 'image', 'image/jpeg'],
    ['PNG', () => picture().png().toBuffer(), 'image', 'image/jpeg'],
    ['WebP', () => picture().webp().toBuffer(), 'image', 'image/jpeg'],
    ['GIF', () => picture().gif().toBuffer(), 'image', 'image/jpeg'],
    ['AVIF, which HEIC phones send too', () => picture(64, 64).avif().toBuffer(), 'image', 'image/jpeg'],
    ['AMR', () => AMR, 'voice', 'audio/amr'],
    ['MP3', () => MP3, 'voice', 'audio/mpeg'],
    ['WAV', () => WAV, 'voice', 'audio/wav'],
    ['M4A', () => M4A, 'voice', 'audio/x-m4a'],
    ['MP4', () => MP4, 'video', 'video/mp4'],
  ])('%s', async (_name, make, type, contentType) => {
    const bytes = await make()
    const kept = await keep(bytes)
    expect(kept).toMatchObject({ type, contentType })
    const opened = await openAttachment(city, kept.id)
    expect(opened?.contentType).toBe(contentType)
    expect(opened?.bytes.length).toBe(kept.size)
    if (type !== 'image') expect(opened?.bytes.equals(bytes)).toBe(true)
  })

  it('a picture upright, within 2048 pixels, without the place it was taken at', async () => {
    const taken = await picture(3000, 1500)
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const { id } = await keep(taken)
    const bytes = (await openAttachment(city, id))?.bytes ?? Buffer.alloc(0)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1024, height: 2048 })
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const thumbnail = (await openThumbnail(city, id))?.bytes
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 120, height: 240 })
  })

  it('of an animation the first frame', async () => {
    const frames = [picture(40, 40).png().toBuffer(), picture(40, 40).negate().png().toBuffer()]
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(gif).metadata()).pages).toBe(2)
    const { id } = await keep(gif)
    expect(await sharp((await openAttachment(city, id))?.bytes).metadata()).toMatchObject({ width: 40, height: 40 })
  })

  it('once for each source, also when two arrive at the same instant', async () => {
    const bytes = await picture().jpeg().toBuffer()
    const kept = await Promise.all([keep(bytes, 'twice'), keep(bytes, 'twice')])
    expect(kept[0]).toEqual(kept[1])
    expect(await keep(AMR, 'twice')).toEqual(kept[0])
  })

  it('sealed: neither bytes nor source nor sender can be read in the store', async () => {
    const { id } = await keep(AMR, 'wechat:media-1')
    const row = await city.db.connection.collection<{ _id: string }>('attachments').findOne({ _id: id })
    expect(JSON.stringify(row)).not.toContain('media-1')
    expect(
      Buffer.from((row as unknown as { sealed: { buffer: Buffer } }).sealed.buffer).includes(AMR.subarray(0, 20)),
    ).toBe(false)
  })

  it('nothing under an id that nobody gave', async () => {
    expect(await openAttachment(city, 'no-such-attachment')).toBeUndefined()
    expect(await openThumbnail(city, 'no-such-attachment')).toBeUndefined()
  })
})

describe('an attachment and its ticket', () => {
  const request = (change: Partial<NewRequest> = {}): NewRequest => ({
    sourceKey: `source-${++sources}`,
    channel: 'wechat',
    citizenKey: 'citizen-1',
    text: '建国街道光华路路灯不亮',
    at: city.clock.now(),
    ...change,
  })
  const attachmentsOf = async (number: string) =>
    (await loadTicket(city.db, number)).attachments?.map(({ id }) => id) ?? []
  const sent = (citizenKey: string) => ({ citizenKey, at: city.clock.now() })

  it('one ticket has it for good, and has it once', async () => {
    const [first, second] = [await openTicket(city, request()), await openTicket(city, request())]
    const { id, type } = await keep(AMR)
    const attachment = { id, type, cause: 'message-1' }
    expect(await attachToTicket(city, first._id, attachment)).toBe(true)
    expect(await attachToTicket(city, first._id, attachment)).toBe(true)
    expect(await attachToTicket(city, second._id, attachment)).toBe(false)
    expect(await attachmentsOf(first._id)).toEqual([id])
    expect(await attachmentsOf(second._id)).toEqual([])
    expect((await loadTicket(city.db, first._id)).timeline.filter(({ event }) => event === 'attached')).toHaveLength(1)
  })

  it('what a crash left half done is finished, in the ticket that was meant', async () => {
    const meant = await openTicket(city, request({ citizenKey: 'citizen-2' }))
    const bytes = Buffer.concat([AMR, Buffer.from('2')])
    const { id, type } = await storeAttachment(city, { bytes, source: 'half', sender: 'citizen-2', cause: 'message-2' })
    await claimAttachment(city.db, id, meant._id)
    city.pass(1000)
    const later = await openTicket(city, request({ citizenKey: 'citizen-2' }))
    await attachLoose(city, async () => true)
    await attachToMatter(city, { id, type, cause: 'message-2' }, sent('citizen-2'))
    expect(await attachmentsOf(meant._id)).toEqual([id])
    expect(await attachmentsOf(later._id)).toEqual([])
  })

  it.each([
    ['half an hour before the words', -30, 1],
    ['half an hour after them', 30, 1],
    ['two hours before', -120, 0],
    ['two hours after', 120, 0],
  ])('sent %s: %i minutes', async (_when, minutes, count) => {
    const citizenKey = `citizen-${minutes}`
    const photo = async () => {
      const stored = await storeAttachment(city, {
        bytes: AMR,
        source: citizenKey,
        sender: citizenKey,
        cause: citizenKey,
      })
      await attachToMatter(city, { ...stored, cause: citizenKey }, sent(citizenKey))
    }
    if (minutes < 0) await photo()
    if (minutes < 0) city.pass(-minutes * 60_000)
    const { _id } = await openTicket(city, request({ citizenKey }))
    if (minutes > 0) city.pass(minutes * 60_000)
    if (minutes > 0) await photo()
    await attachLoose(city, async () => true)
    expect(await attachmentsOf(_id)).toHaveLength(count)
  })
})

describe('what is no photo, voice or video is refused in words', () => {
  const huge = (head: Buffer, bytes: number) => Buffer.concat([head, Buffer.alloc(bytes - head.length)])
  it.each([
    ['nothing', Buffer.alloc(0), /空的/],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), /只能收/],
    ['an SVG, which carries scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /只能收/],
    ['a program', huge(Buffer.from('\x7fELF'), 2000), /只能收/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /只能收/],
    ['a picture that breaks off', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), /打不开/],
    ['a voice of 2 MB and a byte', huge(AMR, 2 * 1024 * 1024 + 1), /2 MB/],
    ['a video of 10 MB and a byte', huge(MP4, 10 * 1024 * 1024 + 1), /只能收|10 MB/],
  ])('%s', async (_name, bytes, sentence) => {
    await expect(keep(bytes)).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(sentence) })
  })

  it('a picture made to fill the memory', async () => {
    const bomb = await picture(8000, 7000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(keep(bomb)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
