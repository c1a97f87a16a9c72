import { createCipheriv, createDecipheriv } from 'node:crypto'

/** PKCS#7 over blocks of 32 bytes, twice the block of the cipher: Node's own padding would refuse 17…32. */
const BLOCK = 32
/** 16 random bytes, then the length of the message as four bytes, big endian. */
const HEAD = 20

/** The 43 characters of EncodingAESKey are base64 without its final `=`. */
export function decodeAesKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (encodingAesKey.length !== 43 || key.length !== 32)
    throw new Error('EncodingAESKey must have 43 base64 characters')
  return key
}

/** Opens `Encrypt`; undefined when the key, the padding or the app id in it is not the expected one. */
export function decryptPush(encrypted: string, key: Buffer, appId: string): Buffer | undefined {
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length < 2 * BLOCK || sealed.length % 16 !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > BLOCK) return undefined
  const plain = padded.subarray(0, padded.length - pad)
  if (plain.length < HEAD) return undefined
  const end = HEAD + plain.readUInt32BE(16)
  if (end > plain.length || plain.subarray(end).toString() !== appId) return undefined
  return plain.subarray(HEAD, end)
}

/** Seals a message as the platform does, and as it wants encrypted answers; `random` are 16 bytes. */
export function encryptPush(message: Buffer, key: Buffer, appId: string, random: Buffer): string {
  if (random.length !== 16) throw new Error('needs 16 random bytes')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([random, length, message, Buffer.from(appId)])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
