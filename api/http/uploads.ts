import type { Context } from 'koa'
import { MOST_BYTES } from '../../schema/attachment/attachment.rules.ts'
import type { City } from '../../schema/city.ts'
import { MOST_ATTACHMENTS } from '../../schema/intake/upload.rules.ts'
import { type Upload, takeUpload } from '../../schema/intake/upload.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import { networkOf } from '../auth/network.ts'
import type { UploadAllowance } from '../auth/upload-allowance.ts'
import { isOutage } from '../graphql/errors.ts'
import { readBody } from './body.ts'
import { isOwnPage, readForm } from './form-body.ts'

/** The form an upload belongs to, by its idempotency key: in a header, because addresses end up in logs. */
const FORM_HEADER = 'x-jiesu-form'

export interface UploadDeps {
  city: City
  uploads: UploadAllowance
  onBug(error: unknown): void
}

/**
 * `POST /uploads`: one file as the raw body (with `x-jiesu-form`), or up to six as multipart (with a field
 * `idempotencyKey`). Answers 201 `{"uploads":[{receipt,type,contentType,size}]}`, otherwise `{"message"}` with 400, 403,
 * 405, 413, 429, 503. There is no way to list or read what was uploaded.
 */
export async function serveUploads(context: Context, deps: UploadDeps): Promise<boolean> {
  if (context.path !== '/uploads') return false
  context.set('cache-control', 'no-store')
  if (context.method !== 'POST') return answer(context, 405, { message: '请用 POST。' })
  if (!isOwnPage(context)) return answer(context, 403, { message: '请从本站上传。' })
  let end: (() => void) | undefined
  try {
    end = beginUpload(deps.uploads, context)
    const posted = context.is('multipart') ? await readMultipart(context) : await readRaw(context)
    if (!posted) return true
    const uploads: Upload[] = []
    for (const file of posted.files) uploads.push(await keep(deps, context, posted.form, file))
    return answer(context, 201, { uploads })
  } catch (error) {
    if (error instanceof DomainError) {
      if (!context.req.complete) context.set('connection', 'close')
      return answer(context, error.code === 'TOO_MANY' ? 429 : 400, { message: error.message })
    }
    // The citizen closed the page in the middle of it.
    if (!context.req.complete) return true
    if (!isOutage(error)) deps.onBug(error)
    return answer(context, 503, { message: '暂时传不上，请稍后再试；也可以先不带照片提交。' })
  } finally {
    end?.()
  }
}

/** Takes its place among those whose files are in memory; throws TOO_MANY. */
export function beginUpload(uploads: UploadAllowance, context: Context): () => void {
  const declared = Math.ceil((context.request.length ?? Infinity) / MOST_BYTES.image)
  return uploads.begin(networkOf(context.ip), Math.min(declared, context.is('multipart') ? MOST_ATTACHMENTS : 1))
}

/** Counts the file against its sender's allowance, then keeps it. */
export function keep(
  { city, uploads }: Pick<UploadDeps, 'city' | 'uploads'>,
  context: Context,
  form: string,
  file: Buffer,
): Promise<Upload> {
  uploads.take(networkOf(context.ip), file.length, city.clock.now())
  return takeUpload(city, form, file)
}

async function readRaw(context: Context): Promise<{ form: string; files: Buffer[] } | undefined> {
  const body = await readBody(context.req, MOST_BYTES.image)
  if (body) return { form: context.get(FORM_HEADER), files: [body] }
  context.set('connection', 'close')
  answer(context, 413, { message: '文件太大了，请不要超过 10 MB。' })
  return undefined
}

async function readMultipart(context: Context): Promise<{ form: string; files: Buffer[] } | undefined> {
  const posted = await readForm(context)
  if (!posted) {
    answer(context, context.status, { message: String(context.body) })
    return undefined
  }
  const { fields, files } = posted
  if (files.length === 0) throw new DomainError('BAD_INPUT', '没有收到文件。')
  if (files.length > MOST_ATTACHMENTS) throw new DomainError('BAD_INPUT', `一次最多 ${MOST_ATTACHMENTS} 个文件。`)
  return { form: fields.get('idempotencyKey') ?? context.get(FORM_HEADER), files }
}

function answer(context: Context, status: number, body: object): true {
  context.status = status
  context.body = body
  return true
}
