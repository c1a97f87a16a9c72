import { createHash } from 'node:crypto'
import { SAMPLE_PHOTO } from './sample-photo.ts'

const LIFE_MS = 3 * 86_400_000
/** Enough for a test or a demo. */
const KEEP = 200

interface MediaFile {
  contentType: string
  bytes: Buffer
}

/** What is in a photo, voice or video when nobody said so: a slipped manhole cover, and next to nothing. */
const SAMPLES: Readonly<Record<'image' | 'voice' | 'video', MediaFile>> = {
  image: { contentType: 'image/jpeg', bytes: SAMPLE_PHOTO },
  voice: { contentType: 'audio/amr', bytes: Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 0x3c)]) },
  video: {
    contentType: 'video/mp4',
    bytes: Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42'), Buffer.from('\0\0\0\x08mdat')]),
  },
}

/** What citizens sent to one account: kept for three days, then gone. Nobody else's id opens it. */
export class MediaRoom {
  readonly #files = new Map<string, MediaFile & { until: number }>()
  #issued = 0

  constructor(readonly now: () => Date) {}

  /** Keeps a file and gives its id. */
  keep(type: 'image' | 'voice' | 'video', bytes?: Buffer): string {
    const at = this.now().getTime()
    const id = createHash('sha256')
      .update(`${type}:${at}:${++this.#issued}`)
      .digest('base64url')
    this.#files.set(id, { ...SAMPLES[type], ...(bytes && { bytes }), until: at + LIFE_MS })
    if (this.#files.size > KEEP) this.#files.delete(this.#files.keys().next().value ?? '')
    return id
  }

  /** Undefined for an id that is none, or too old. */
  get(id: string): MediaFile | undefined {
    const file = this.#files.get(id)
    return file && this.now().getTime() < file.until ? file : undefined
  }
}
