import type { IncomingMessage } from 'node:http'
import { Writable } from 'node:stream'
import formidable, { errors } from 'formidable'
import type { Context } from 'koa'
import { MOST_BYTES } from '../../schema/attachment/attachment.rules.ts'
import { MOST_ATTACHMENTS } from '../../schema/intake/upload.rules.ts'
import { readBody } from './body.ts'

/** The fields of a form are small; a request of 4,000 characters is 36 KB when urlencoded. */
const MOST_FORM_BYTES = 64 * 1024

/** More than any picture we take: who picked one too large is to hear so, not to see the connection break. */
const MOST_MULTIPART_BYTES = 100 * 1024 * 1024

export interface PostedForm {
  fields: URLSearchParams
  /** What was chosen in file fields, in order; one too large is there in its first bytes, and one more than we take. */
  files: Buffer[]
}

/** The posted form, urlencoded or multipart; undefined when the answer (403, 413, 415) is already given. */
export async function readForm(context: Context): Promise<PostedForm | undefined> {
  if (!isOwnPage(context)) return refuse(context, 403, '请从本站提交。')
  if (context.is('multipart')) return readMultipart(context)
  if (!context.is('urlencoded')) return refuse(context, 415, '请用网页表单提交。')
  const body = await readBody(context.req, MOST_FORM_BYTES)
  if (body) return { fields: new URLSearchParams(body.toString('utf8')), files: [] }
  return refuse(context, 413, '内容太长了。')
}

/** Another site's page may not post in a citizen's name. Programs that are no browsers send no origin. */
export function isOwnPage(context: Context): boolean {
  const origin = context.get('origin')
  return origin === '' || (URL.canParse(origin) && new URL(origin).host === context.host)
}

export function refuse(context: Context, status: number, sentence: string): undefined {
  if (!context.req.complete) context.set('connection', 'close')
  context.status = status
  context.type = 'text/plain; charset=utf-8'
  context.body = sentence
}

async function readMultipart(context: Context): Promise<PostedForm | undefined> {
  if (context.request.length > MOST_MULTIPART_BYTES) return refuse(context, 413, '照片太大了，请少选几张。')
  try {
    return await parseMultipart(context.req)
  } catch (error) {
    const tooMuch = [errors.biggerThanMaxFileSize, errors.biggerThanTotalMaxFileSize, errors.maxFieldsSizeExceeded]
    const { code } = error as { code?: number }
    if (code !== undefined && [...tooMuch, errors.maxFilesExceeded, errors.maxFieldsExceeded].includes(code)) {
      return refuse(context, 413, `照片太多或太大了：最多 ${MOST_ATTACHMENTS} 张。`)
    }
    if (code === undefined) throw error
    return refuse(context, 400, '表单没有传完整，请再提交一次。')
  }
}

/** Kept in memory: six pictures at most, and nothing to clean up when the process dies. */
async function parseMultipart(request: IncomingMessage): Promise<PostedForm> {
  const opened: Buffer[][] = []
  const form = formidable({
    maxFiles: 2 * MOST_ATTACHMENTS,
    maxFileSize: MOST_MULTIPART_BYTES,
    maxTotalFileSize: MOST_MULTIPART_BYTES,
    maxFields: 40,
    maxFieldsSize: MOST_FORM_BYTES,
    // A file field in which nothing was chosen arrives as an empty file.
    allowEmptyFiles: true,
    minFileSize: 0,
    fileWriteStreamHandler: () => {
      const chunks: Buffer[] = []
      opened.push(chunks)
      return collectInto(chunks, opened.length <= MOST_ATTACHMENTS + 1 ? MOST_BYTES.image + 1 : 0)
    },
  })
  const [fields] = await form.parse(request)
  const pairs = Object.entries(fields).flatMap(([name, values]) => (values ?? []).map((value) => [name, value]))
  return {
    fields: new URLSearchParams(pairs),
    files: opened.map((chunks) => Buffer.concat(chunks)).filter((file) => file.length > 0),
  }
}

/** Keeps the first `most` bytes and lets the rest go by. */
function collectInto(chunks: Buffer[], most: number): Writable {
  let size = 0
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (size < most) chunks.push(chunk.subarray(0, most - size))
      size += chunk.length
      done()
    },
  })
}
