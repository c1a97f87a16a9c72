import { DomainError } from '../kernel/errors.ts'

/** Longest side of a stored picture, and width of what lists show, in pixels. */
const LONGEST_SIDE = 2048
const THUMBNAIL_WIDTH = 240
/** Phones take up to 50 megapixels; more is a picture made to fill our memory. */
const MOST_PIXELS = 50_000_000

/** One picture at a time in a process: a large one needs up to 200 MB while it is open. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * The picture as an upright JPEG without EXIF (so without the place it was taken at), and a thumbnail. Of an animation
 * the first frame. Throws BAD_INPUT for what cannot be opened.
 */
export function developPicture(bytes: Buffer): Promise<{ picture: Buffer; thumbnail: Buffer }> {
  const mine = turn.then(() => develop(bytes))
  turn = mine.catch(() => {})
  return mine
}

async function develop(bytes: Buffer): Promise<{ picture: Buffer; thumbnail: Buffer }> {
  // Only where a picture comes in: loading it takes a tenth of a second and 30 MB.
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const picture = await sharp(bytes, { pages: 1, limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer()
    const thumbnail = await sharp(picture)
      .resize({ width: THUMBNAIL_WIDTH, height: THUMBNAIL_WIDTH, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 70 })
      .toBuffer()
    return { picture, thumbnail }
  } catch {
    throw new DomainError('BAD_INPUT', '图片打不开，可能已损坏或格式特殊，请换一张 JPEG 或 PNG 图片。')
  }
}
