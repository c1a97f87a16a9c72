import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** Seals personal data with AES-256-GCM; equality search goes by a keyed hash (blind index), never by the text. */
export interface Sealer {
  /** `context` names collection, record and field: a sealed value moved elsewhere does not open. */
  seal(text: string, context: string): string
  open(sealed: string, context: string): string
  /** The same for bytes: what need not be text (raw bodies, photos). */
  sealBytes(bytes: Uint8Array, context: string): Buffer
  openBytes(sealed: Uint8Array, context: string): Buffer
  /** Equal inputs give equal outputs; nothing else can be learned without the key. */
  blindIndex(text: string, purpose: string): string
}

/** The first byte of sealed bytes says how they were sealed. */
const BYTES_V1 = Buffer.from([1])

export function createSealer(secret: string): Sealer {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, 'jiesu', info, 32))
  const dataKey = derive('seal.v1')
  const indexKey = derive('index.v1')
  /** 12 bytes IV, 16 bytes tag, then the sealed bytes. */
  const lock = (bytes: Uint8Array, context: string) => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(Buffer.from(context))
    const body = [cipher.update(bytes), cipher.final()]
    return Buffer.concat([iv, cipher.getAuthTag(), ...body])
  }
  const unlock = (sealed: Uint8Array, context: string) => {
    const decipher = createDecipheriv('aes-256-gcm', dataKey, sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28))
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  }
  return {
    seal: (text, context) => `v1.${lock(Buffer.from(text), context).toString('base64url')}`,
    open(sealed, context) {
      if (!sealed.startsWith('v1.')) throw new Error('unknown seal version')
      return unlock(Buffer.from(sealed.slice(3), 'base64url'), context).toString('utf8')
    },
    sealBytes: (bytes, context) => Buffer.concat([BYTES_V1, lock(bytes, context)]),
    openBytes(sealed, context) {
      if (sealed[0] !== BYTES_V1[0]) throw new Error('unknown seal version')
      return unlock(sealed.subarray(1), context)
    },
    blindIndex(text, purpose) {
      return createHmac('sha256', indexKey).update(`${purpose}\0${text}`).digest('base64url').slice(0, 27)
    },
  }
}

/** Compares without telling by timing how much was right. */
export function sameText(a: string, b: string): boolean {
  const left = createHmac('sha256', 'compare').update(a).digest()
  const right = createHmac('sha256', 'compare').update(b).digest()
  return timingSafeEqual(left, right)
}
