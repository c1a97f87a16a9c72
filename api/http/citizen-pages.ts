import { randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import { openThumbnail } from '../../schema/attachment/attachment.service.ts'
import type { City } from '../../schema/city.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import { SURVEY_OPTIONS, nextQuestion } from '../../schema/survey/survey.rules.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import { type Ticket, citizenTimeline } from '../../schema/ticket/ticket.rules.ts'
import { trackTicket } from '../../schema/ticket/ticket.service.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import { isOutage } from '../graphql/errors.ts'
import type { HomeState, Pages, TrackState } from '../pages/pages.ts'
import { readForm, refuse } from './form-body.ts'
import { type SubmitDeps, submitForm } from './submit-form.ts'
import { beginUpload } from './uploads.ts'

export interface CitizenPagesDeps extends Pick<SubmitDeps, 'gate' | 'uploads'> {
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
  if (path === '/') await submit(context, deps)
  else {
    const posted = await readForm(context)
    if (posted) context.body = deps.pages.renderTrack(await track(context, deps, posted.fields))
  }
  return true
}

async function submit(context: Context, deps: CitizenPagesDeps): Promise<void> {
  let end: (() => void) | undefined
  try {
    if (context.is('multipart')) end = beginUpload(deps.uploads, context)
    const posted = await readForm(context)
    if (!posted) return
    const state = await submitForm(
      context,
      { ...deps, sentenceFor: (error) => sentenceFor(context, deps, error) },
      posted,
    )
    if (state) context.body = deps.pages.renderHome(state)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    refuse(context, 429, `${error.message}您可以按“返回”，再提交一次。`)
  } finally {
    end?.()
  }
}

const emptyForm = (): HomeState => ({ values: { idempotencyKey: randomUUID() }, errors: {} })

const trackFromQuery = (context: Context): TrackState => ({ values: { number: String(context.query['number'] ?? '') } })

const field = (fields: URLSearchParams, name: string): string | undefined => fields.get(name)?.trim() || undefined

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
    const sentAlong = await sentAlongWith(city, ticket)
    if (!answer) return { values, ticket: { ...citizenView(ticket), ...sentAlong } }
    const answered = await answerSurvey(city, ticket._id, answer)
    return { values, ticket: { ...citizenView(answered), ...sentAlong }, thanked: true }
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
    timeline: citizenTimeline(ticket),
    createdAt: ticket.createdAt,
  }
}

/** The page works without scripts, which could not show a code in a header: the thumbnails come inside it. */
async function sentAlongWith(city: City, ticket: Ticket): Promise<{ photos: string[]; recordings: number }> {
  const images = (ticket.attachments ?? []).filter(({ type }) => type === 'image')
  const thumbnails = await Promise.all(images.map(({ id }) => openThumbnail(city, id)))
  return {
    photos: thumbnails.flatMap((one) =>
      one ? [`data:${one.contentType};base64,${one.bytes.toString('base64')}`] : [],
    ),
    recordings: (ticket.attachments?.length ?? 0) - images.length,
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
  context.set('retry-after', '30')
  return '系统暂时不可用，您填写的内容还在，请稍后再提交。'
}
