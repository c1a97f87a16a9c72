import { randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import { MOST_BYTES } from '../../schema/attachment/attachment.rules.ts'
import type { City } from '../../schema/city.ts'
import { MOST_ATTACHMENTS } from '../../schema/intake/upload.rules.ts'
import {
  type SubmittedForm,
  findSubmitted,
  formProblems,
  submitRequest,
} from '../../schema/intake/submit-request.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import type { SubmitGate } from '../auth/submit-gate.ts'
import type { UploadAllowance } from '../auth/upload-allowance.ts'
import type { HomeState } from '../pages/pages.ts'
import { type PostedForm, refuse } from './form-body.ts'
import { recallSent, rememberSent } from './sent-form.ts'
import { keep } from './uploads.ts'

export interface SubmitDeps {
  city: City
  gate: SubmitGate
  uploads: UploadAllowance
  /** Words for what went wrong; sets the status. */
  sentenceFor(error: unknown): string
}

type Errors = HomeState['errors']

/**
 * One posted form: photos first, so that they are kept whatever is wrong with the rest; then the fields, the gate, and the
 * ticket. Undefined when the answer (428 with a puzzle) is already given.
 */
export async function submitForm(
  context: Context,
  deps: SubmitDeps,
  posted: PostedForm,
): Promise<HomeState | undefined> {
  const { city } = deps
  const values = valuesOf(posted.fields)
  const errors: Errors = { ...(await keepPhotos(context, deps, posted, values)), ...problemsOf(city, values) }
  if (Object.keys(errors).length > 0) {
    // 404 is what Koa begins with; a photo that could not be kept has set a status of its own.
    if (context.status === 404) context.status = 422
    return { values, errors }
  }
  const form = submittedOf(values)
  const { idempotencyKey } = values
  try {
    const sentKey = recallSent(context, city.sealer, form)
    const sent = sentKey === undefined ? undefined : await findSubmitted(city, sentKey)
    if (sent) return doneWith(values, sent)
    const puzzle = await deps.gate.admit({
      address: context.ip,
      form: idempotencyKey,
      scripts: posted.fields.get('scripts') === 'yes',
      proof: posted.fields.get('proof') ?? undefined,
    })
    if (puzzle) {
      context.set('x-jiesu-puzzle', puzzle)
      return refuse(context, 428, '现在提交的人很多，请稍候。')
    }
    const submitted = await submitRequest(city, { ...form, idempotencyKey })
    rememberSent(context, city.sealer, form, idempotencyKey)
    return doneWith(values, submitted)
  } catch (error) {
    return { ...refused(values, error), errors: errorsOf(error, deps.sentenceFor(error)) }
  }
}

const doneWith = (
  values: HomeState['values'],
  { ticket, trackingCode }: { ticket: Ticket; trackingCode: string },
): HomeState => ({ values, errors: {}, done: { trackingCode, number: ticket._id } })

function valuesOf(fields: URLSearchParams): HomeState['values'] {
  const field = (name: string) => fields.get(name)?.trim() || undefined
  const [address, name, phone] = [field('address'), field('name'), field('phone')]
  const [latitude, longitude] = [field('latitude'), field('longitude')]
  const dropped = new Set(fields.getAll('drop'))
  return {
    text: field('text') ?? '',
    ...(address && { address }),
    ...(name && { name }),
    ...(phone && { phone }),
    ...(latitude && longitude && field('noplace') === undefined && { latitude, longitude }),
    photos: fields.getAll('attachments').filter((receipt) => !dropped.has(receipt)),
    idempotencyKey: field('idempotencyKey') ?? randomUUID(),
  }
}

/** Keeps what was chosen in the file field among the form's values; what cannot be kept is named. */
async function keepPhotos(
  context: Context,
  deps: SubmitDeps,
  { files }: PostedForm,
  values: HomeState['values'],
): Promise<Errors> {
  const kept = [...(values.photos ?? [])]
  const faults: string[] = []
  for (const [index, file] of files.entries()) {
    if (kept.length >= MOST_ATTACHMENTS) {
      faults.push(`照片最多 ${MOST_ATTACHMENTS} 张，多的没有收。`)
      break
    }
    try {
      const outcome = await keepPhoto(context, deps, values.idempotencyKey, file)
      if (outcome.fault !== undefined) faults.push(`第 ${index + 1} 个文件${outcome.fault}`)
      else if (!kept.some((receipt) => idOf(receipt) === idOf(outcome.receipt))) kept.push(outcome.receipt)
    } catch (error) {
      values.photos = kept
      return { photos: '照片没有存下，请重新选一次。', form: deps.sentenceFor(error) }
    }
  }
  values.photos = kept
  return faults.length > 0 ? { photos: faults.join('') } : {}
}

type KeptPhoto = { receipt: string; fault?: undefined } | { fault: string }

/** A receipt, or words for why this file is none of ours. Throws what concerns all of them: limits, outages. */
async function keepPhoto(context: Context, deps: SubmitDeps, form: string, file: Buffer): Promise<KeptPhoto> {
  if (file.length > MOST_BYTES.image) return { fault: '超过 10 MB，没有收。' }
  try {
    const { receipt, type } = await keep(deps, context, form, file)
    return type === 'image' ? { receipt } : { fault: '不是照片，没有收。' }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') throw error
    return { fault: '不是照片，或者打不开，请换一张。' }
  }
}

const idOf = (receipt: string) => receipt.split('.')[0]

function submittedOf(values: HomeState['values']): SubmittedForm & { attachments: string[] } {
  const { text = '', address, name, phone, latitude, longitude, photos = [] } = values
  return {
    text,
    ...(address && { address }),
    ...(name && { name }),
    ...(phone && { phone }),
    ...(latitude && longitude && { point: { latitude: Number(latitude), longitude: Number(longitude) } }),
    attachments: [...photos],
  }
}

function problemsOf(city: City, values: HomeState['values']): Errors {
  const form = { ...submittedOf(values), idempotencyKey: values.idempotencyKey }
  const { attachments, idempotencyKey, ...errors } = formProblems(form, city.registers.gazetteer)
  return { ...errors, ...(attachments && { photos: attachments }), ...(idempotencyKey && { form: idempotencyKey }) }
}

/** Where the same key went to another request already, the next press sends this one under a key of its own. */
function refused(values: HomeState['values'], error: unknown): Pick<HomeState, 'values'> {
  const conflict = error instanceof DomainError && error.code === 'CONFLICT'
  const { photos: _photos, ...rest } = values
  return { values: conflict ? { ...rest, idempotencyKey: randomUUID() } : values }
}

function errorsOf(error: unknown, sentence: string): Errors {
  if (!(error instanceof DomainError)) return { form: sentence }
  if (error.facts['field'] === 'attachments') return { photos: sentence }
  if (error.code !== 'CONFLICT') return { form: sentence }
  return { form: '刚才那一条已经登记了。如果这是另一件事，请再点一次“提交诉求”；照片要重新选。' }
}
