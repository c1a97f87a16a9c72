import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** Seals personal data with AES-256-GCM; equality search goes by a keyed hash (blind index), never by the text. */
export interface Sealer {
  /** `context` names collection, record and field: a sealed value moved elsewhere does not open. */
  seal(text: string, context: string): string
  open(sealed: string, context: string): string
  /** Equal inputs give equal outputs; nothing else can be learned without the key. */
  blindIndex(text: string, purpose: string): string
}

export function createSealer(secret: string): Sealer {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, 'jiesu', info, 32))
  const dataKey = derive('seal.v1')
  const indexKey = derive('index.v1')
  return {
    seal(text, context) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, context) {
      if (!sealed.startsWith('v1.')) throw new Error('unknown seal version')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', dataKey, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
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
