import { randomBytes } from 'node:crypto'
import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import { type AttachmentType, admitFile, MOST_BYTES } from './attachment.rules.ts'
import {
  findAttachmentBySource,
  insertAttachment,
  loadAttachmentBytes,
  loadThumbnail,
  type StoredAttachment,
} from './attachment.store.ts'
import { developPicture } from './picture.ts'

/** A file as it came in. */
export interface IncomingFile {
  bytes: Buffer
  /** Names where it came from (`wechat:<MediaId>`, `form:<key>:0`): the same source is the same attachment. */
  source: string
  /** Blind index of the citizen's account (`citizenKey`). */
  sender: string
  /** The inbox id of the message it came with. */
  cause?: string
  /** For an upload that waits for its request: when it goes unless one claims it (`keepUploads`). */
  expiresAt?: Date
}

/** What finds no ticket in this time is about nothing; personal data is kept no longer than it is needed. */
const LOOSE_MS = 30 * 86_400_000

/**
 * Keeps a photo, voice or video, sealed. What it is, is read from its first bytes; pictures become JPEG without EXIF.
 * The same source again gives the attachment that is there. Throws BAD_INPUT, in words for the sender, for what is no
 * such file or too large.
 */
export async function storeAttachment(city: City, file: IncomingFile): Promise<StoredAttachment> {
  const { db, sealer } = city
  const there = await findAttachment(city, file.source)
  if (there) return there
  const sourceKey = sourceKeyOf(city, file.source)
  const { type, contentType, bytes, thumbnail } = await prepare(file.bytes)
  const now = city.clock.now()
  const id = randomBytes(16).toString('base64url')
  const inserted = await insertAttachment(db, {
    _id: id,
    sourceKey,
    sender: file.sender,
    type,
    contentType,
    size: bytes.length,
    sealed: sealer.sealBytes(bytes, sealContext(id)),
    ...(thumbnail && { sealedThumbnail: sealer.sealBytes(thumbnail, thumbnailContext(id)) }),
    receivedAt: now,
    expiresAt: file.expiresAt ?? new Date(now.getTime() + LOOSE_MS),
    ...(!file.expiresAt && { loose: true as const }),
    ...(file.cause && { cause: file.cause }),
  })
  if (inserted) return { id, type, contentType, size: bytes.length }
  const first = await findAttachmentBySource(db, sourceKey)
  if (!first) throw new Error('an attachment vanished')
  return first
}

/** The attachment of a source, if it was stored before. */
export function findAttachment(city: City, source: string): Promise<StoredAttachment | undefined> {
  return findAttachmentBySource(city.db, sourceKeyOf(city, source))
}

const sourceKeyOf = ({ sealer }: City, source: string) => sealer.blindIndex(source, 'attachment')

/** The bytes of an attachment; undefined when there is none with that id. Who may see it is the caller's affair. */
export async function openAttachment(
  city: City,
  id: string,
): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  const row = await loadAttachmentBytes(city.db, id)
  return row && { contentType: row.contentType, bytes: city.sealer.openBytes(row.sealed, sealContext(id)) }
}

/** A small JPEG of an image; undefined for other attachments. */
export async function openThumbnail(
  city: City,
  id: string,
): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  const sealed = await loadThumbnail(city.db, id)
  return sealed && { contentType: 'image/jpeg', bytes: city.sealer.openBytes(sealed, thumbnailContext(id)) }
}

async function prepare(
  bytes: Buffer,
): Promise<{ type: AttachmentType; contentType: string; bytes: Buffer; thumbnail?: Buffer }> {
  if (bytes.length === 0) throw new DomainError('BAD_INPUT', '文件是空的，请重新选择。')
  // Nothing of ours is larger, so nothing larger is looked into.
  const sniffed = bytes.length > Math.max(...Object.values(MOST_BYTES)) ? undefined : await sniff(bytes)
  const type = admitFile(sniffed, bytes.length)
  if (type !== 'image') return { type, contentType: sniffed ?? '', bytes }
  const { picture, thumbnail } = await developPicture(bytes)
  return { type, contentType: 'image/jpeg', bytes: picture, thumbnail }
}

async function sniff(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type')
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    return undefined
  }
}

const sealContext = (id: string) => `attachments.${id}`
const thumbnailContext = (id: string) => `attachments.thumbnail.${id}`
