import { randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import type { City } from '../../schema/city.ts'
import { formProblems, submitRequest } from '../../schema/intake/submit-request.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import { SURVEY_OPTIONS, nextQuestion } from '../../schema/survey/survey.rules.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { trackTicket } from '../../schema/ticket/ticket.service.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import { isOutage } from '../graphql/errors.ts'
import type { HomeState, Pages, TrackState } from '../pages/pages.ts'
import { readBody } from './body.ts'

/** The two forms are small; a request of 4,000 characters is 36 KB when urlencoded. */
const MOST_FORM_BYTES = 64 * 1024

export interface CitizenPagesDeps {
  city: City
  limiter: TryLimiter
  pages: Pages
  onBug(error: unknown): void
}

/** `/` and `/track`: they work without JavaScript, so each step is a form posted and a page drawn. */
export async function serveCitizenPage(context: Context, deps: CitizenPagesDeps): Promise<boolean> {
  const { path, method } = context
  if (path !== '/' && path !== '/track') return false
  context.type = 'text/html; charset=utf-8'
  context.set('cache-control', 'no-store')
  if (method === 'GET' || method === 'HEAD') {
    context.body = path === '/' ? deps.pages.renderHome(emptyForm()) : deps.pages.renderTrack(trackFromQuery(context))
    return true
  }
  if (method !== 'POST') return false
  const fields = await readForm(context)
  if (!fields) return true
  context.body =
    path === '/'
      ? deps.pages.renderHome(await submit(context, deps, fields))
      : deps.pages.renderTrack(await track(context, deps, fields))
  return true
}

const emptyForm = (): HomeState => ({ values: { idempotencyKey: randomUUID() }, errors: {} })

const trackFromQuery = (context: Context): TrackState => ({ values: { number: String(context.query['number'] ?? '') } })

/** The posted fields; undefined when the answer (403, 413, 415) is already given. */
async function readForm(context: Context): Promise<URLSearchParams | undefined> {
  const origin = context.get('origin')
  // Another site's page may not post in a citizen's name.
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== context.host))
    return refuse(context, 403, '请从本站提交。')
  if (!context.is('urlencoded')) return refuse(context, 415, '请用网页表单提交。')
  const body = await readBody(context.req, MOST_FORM_BYTES)
  if (body) return new URLSearchParams(body.toString('utf8'))
  context.set('connection', 'close')
  return refuse(context, 413, '内容太长了。')
}

function refuse(context: Context, status: number, sentence: string): undefined {
  context.status = status
  context.type = 'text/plain; charset=utf-8'
  context.body = sentence
}

const field = (fields: URLSearchParams, name: string): string | undefined => fields.get(name)?.trim() || undefined

async function submit(context: Context, deps: CitizenPagesDeps, fields: URLSearchParams): Promise<HomeState> {
  const values = {
    text: field(fields, 'text') ?? '',
    address: field(fields, 'address'),
    name: field(fields, 'name'),
    phone: field(fields, 'phone'),
    idempotencyKey: field(fields, 'idempotencyKey') ?? randomUUID(),
  }
  const shown = {
    text: values.text,
    ...(values.address && { address: values.address }),
    ...(values.name && { name: values.name }),
    ...(values.phone && { phone: values.phone }),
    idempotencyKey: values.idempotencyKey,
  }
  const { text, address, name, phone, idempotencyKey, point } = formProblems(values)
  const form = idempotencyKey ?? point
  if (text || address || name || phone || form) {
    context.status = 422
    const errors = {
      ...(text && { text }),
      ...(address && { address }),
      ...(name && { name }),
      ...(phone && { phone }),
    }
    return { values: shown, errors: { ...errors, ...(form && { form }) } }
  }
  try {
    deps.limiter.count('submit', deps.city.clock.now(), context.ip)
    const { ticket, trackingCode } = await submitRequest(deps.city, values)
    return { values: shown, errors: {}, done: { trackingCode, number: ticket._id } }
  } catch (error) {
    return { values: shown, errors: { form: sentenceFor(context, deps, error) } }
  }
}

async function track(context: Context, deps: CitizenPagesDeps, fields: URLSearchParams): Promise<TrackState> {
  const number = field(fields, 'number') ?? ''
  const phone = field(fields, 'phone') ?? ''
  const values = { number, phone }
  if (!number || !phone) {
    context.status = 422
    return { values, error: '请填写工单号，以及提交时的手机号或查询码。' }
  }
  try {
    const { city, limiter } = deps
    limiter.count('track', city.clock.now(), context.ip, number)
    const ticket = await trackTicket(city, number, phone)
    if (!ticket) {
      context.status = 404
      return { values, error: '没有查到。请核对工单号，以及提交时的手机号或查询码。' }
    }
    const answer = answerOf(fields)
    if (!answer) return { values, ticket: citizenView(ticket) }
    return { values, ticket: citizenView(await answerSurvey(city, ticket._id, answer)), thanked: true }
  } catch (error) {
    return { values, error: sentenceFor(context, deps, error) }
  }
}

function answerOf(fields: URLSearchParams) {
  const solved = SURVEY_OPTIONS.solved.find(([value]) => value === fields.get('solved'))?.[0]
  const satisfaction = SURVEY_OPTIONS.satisfaction.find(([value]) => value === fields.get('satisfaction'))?.[0]
  return solved || satisfaction ? { ...(solved && { solved }), ...(satisfaction && { satisfaction }) } : undefined
}

function citizenView(ticket: Ticket): NonNullable<TrackState['ticket']> {
  return {
    number: ticket._id,
    state: ticket.state,
    text: ticket.text,
    organName: ticket.organName,
    dueAt: ticket.dueAt,
    reply: ticket.reply,
    surveyQuestion: nextQuestion(ticket),
    survey: ticket.survey ?? ticket.pendingSurvey,
    timeline: ticket.timeline,
    createdAt: ticket.createdAt,
  }
}

const STATUS = { TOO_MANY: 429, CONFLICT: 409, ILLEGAL_MOVE: 409 } as Readonly<Record<string, number>>

/** A refusal in its own words; anything else as an outage, so that the citizen tries again and keeps the draft. */
function sentenceFor(context: Context, deps: CitizenPagesDeps, error: unknown): string {
  if (error instanceof DomainError) {
    context.status = STATUS[error.code] ?? 422
    return error.message
  }
  if (!isOutage(error)) deps.onBug(error)
  context.status = 503
  return '系统暂时不可用，您填写的内容还在，请稍后再提交。'
}
