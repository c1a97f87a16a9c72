import { DomainError } from '../kernel/errors.ts'

export const ATTACHMENT_TYPES = ['image', 'voice', 'video'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

const MB = 1024 * 1024

/** Largest file taken in, in bytes: what WeChat itself lets people send, so that no door takes less than another. */
export const MOST_BYTES: Readonly<Record<AttachmentType, number>> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB }

/** What is taken, by what the bytes themselves say; what a sender calls a file counts for nothing. */
const ACCEPTED: Readonly<Record<string, AttachmentType>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/apng': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'image/heic': 'image',
  'image/heif': 'image',
  'image/avif': 'image',
  'audio/amr': 'voice',
  'audio/mpeg': 'voice',
  'audio/wav': 'voice',
  'audio/mp4': 'voice',
  'audio/x-m4a': 'voice',
  'video/mp4': 'video',
}

const NAMES: Readonly<Record<AttachmentType, string>> = { image: '图片', voice: '语音', video: '视频' }

/**
 * The type of a file by its sniffed content type. Throws BAD_INPUT in words for the sender when it is none of ours or
 * too large.
 */
export function admitFile(contentType: string | undefined, size: number): AttachmentType {
  const type = contentType === undefined ? undefined : ACCEPTED[contentType]
  if (!type) {
    throw new DomainError('BAD_INPUT', '只能收图片（JPEG、PNG、WebP、GIF、HEIC）、语音（AMR、MP3、WAV）和 MP4 视频。')
  }
  const most = MOST_BYTES[type]
  if (size > most) throw new DomainError('BAD_INPUT', `${NAMES[type]}太大了，请不要超过 ${most / MB} MB。`, { size })
  return type
}
