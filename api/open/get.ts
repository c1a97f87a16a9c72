import type { Context } from 'koa'
import { ticketOfToken } from '../../schema/intake/post-request.service.ts'
import { publicTickets, publicTicketsByNumber } from '../../schema/ticket/public-tickets.store.ts'
import type { PublicTicket } from '../../schema/ticket/public.rules.ts'
import { discoveryView } from './discovery.rules.ts'
import { render, renderRows } from './format.rules.ts'
import { type Answer, type Asked, OPEN311_PATH, type Open311Deps } from './asked.ts'
import { knownService, readQuery } from './query.rules.ts'
import { notFound, quoted } from './refusal.ts'
import { SERVICES, definitionView, serviceView } from './services.rules.ts'
import { PUBLIC_RULE, requestView } from './view.rules.ts'

/** What changes with a release only. */
const FOR_AN_HOUR = 'public, max-age=3600'

/** Answers every reading resource. Throws Refusal. */
export async function answerGet(context: Context, deps: Open311Deps, asked: Asked): Promise<Answer> {
  const { format, resource, id } = asked
  if (resource === 'discovery' && id === undefined) {
    const url = `${context.protocol}://${context.host}${OPEN311_PATH.slice(0, -1)}`
    return { body: render(format, 'discovery', discoveryView(url, deps.open311)), cache: FOR_AN_HOUR }
  }
  if (resource === 'services') {
    const body =
      id === undefined
        ? render(format, 'services', SERVICES.map(serviceView))
        : render(format, 'service_definition', definitionView(knownService(id)))
    return { body, cache: FOR_AN_HOUR }
  }
  if (resource === 'requests') return id === undefined ? listRequests(deps, asked) : showRequest(deps, asked, id)
  if (resource === 'tokens' && id) return showToken(deps, asked, id)
  throw notFound('没有这个资源。')
}

async function listRequests({ city }: Open311Deps, { format, params }: Asked): Promise<Answer> {
  const query = readQuery(params, city.clock.now())
  const rows =
    'numbers' in query
      ? each(await publicTicketsByNumber(city.db, PUBLIC_RULE, query.numbers))
      : publicTickets(city.db, PUBLIC_RULE, {
          ...query,
          ...(query.services && { matters: query.services.map(({ matter: { l1, l2, l3 } }) => matterOf(l1, l2, l3)) }),
        })
  return { body: await begun(renderRows(format, 'service_requests', viewed(city, rows, wantsMore(params)))) }
}

async function showRequest({ city }: Open311Deps, { format, params }: Asked, id: string): Promise<Answer> {
  const [ticket] = await publicTicketsByNumber(city.db, PUBLIC_RULE, [id])
  if (!ticket) throw notFound(`没有公开的请求 ${quoted(id)}。`)
  const view = requestView(ticket, city.registers.gazetteer, wantsMore(params))
  return { body: render(format, 'service_requests', [view]) }
}

/** Until the ticket is open the number is empty, and the client asks again. */
async function showToken({ city }: Open311Deps, { format }: Asked, token: string): Promise<Answer> {
  const found = await ticketOfToken(city, token)
  if (!found) throw notFound('没有这个 token。')
  return { body: render(format, 'service_requests', [{ service_request_id: found.number, token }]) }
}

const matterOf = (l1: string, l2: string, l3: string | undefined) => ({ l1, l2, ...(l3 && { l3 }) })

const wantsMore = (params: URLSearchParams) => params.get('extensions') === 'true'

async function* viewed(city: Open311Deps['city'], tickets: AsyncIterable<PublicTicket>, extensions: boolean) {
  for await (const ticket of tickets) yield requestView(ticket, city.registers.gazetteer, extensions)
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values
}

/**
 * The same pieces; the first row is there when it resolves, so that a store that is away is an error and no torso. Given
 * up half-way, or before anybody read it, it lets go of what it reads from.
 */
async function begun(pieces: AsyncGenerator<string>): Promise<AsyncIterableIterator<string>> {
  const first = [await pieces.next(), await pieces.next()]
  const iterator: AsyncIterableIterator<string> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => first.shift() ?? pieces.next(),
    return: () => pieces.return(undefined),
  }
  return iterator
}
