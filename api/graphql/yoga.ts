import { type GraphiQLOptions, createSchema, createYoga } from 'graphql-yoga'
import type { City } from '../../schema/city.ts'
import { countCases } from '../../schema/family/case-count.service.ts'
import type { ExchangePhoneNumber, GraphContext, SignInMiniProgram } from '../../schema/graph.ts'
import { noticesOf } from '../../schema/notice/notice.store.ts'
import type { Notice } from '../../schema/notice/notice.model.ts'
import { resolvers } from '../../schema/resolvers.ts'
import { SDL } from '../../schema/sdl.generated.ts'
import type { Tokens } from '../auth/tokens.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import { batched } from './batch.ts'
import type { ChangeFeed } from './change-feed.ts'
import { maskError } from './errors.ts'

export interface GraphDeps {
  city: City
  tokens: Tokens
  limiter: TryLimiter
  feed: ChangeFeed
  /** Shows the query editor at /graphql; never in production. */
  development: boolean
  signInMiniProgram: SignInMiniProgram
  exchangePhoneNumber: ExchangePhoneNumber
  onBug(error: unknown): void
}

/** GraphQL bodies; uploads go elsewhere. */
export const MOST_GRAPHQL_BYTES = 256 * 1024

export function buildYoga(deps: GraphDeps) {
  const { city, tokens, limiter } = deps
  return createYoga<{ address: string }>({
    schema: createSchema({ typeDefs: SDL, resolvers: resolvers as never }),
    graphiql: deps.development,
    ...(deps.development && { renderGraphiQL: renderEditor }),
    logging: false,
    landingPage: false,
    maskedErrors: { maskError: (error) => maskError(error, deps.onBug) },
    context: async ({ request, address }): Promise<GraphContext> => ({
      city,
      caller: await tokens.read(request.headers.get('authorization') ?? undefined, city.clock.now()),
      openSession: (caller) => tokens.issue(caller, city.clock.now()),
      countTry: (what, subject) => limiter.count(what, city.clock.now(), address, subject),
      signInMiniProgram: deps.signInMiniProgram,
      exchangePhoneNumber: deps.exchangePhoneNumber,
      noticesOf: batched((numbers) => noticesByTicket(city, numbers)),
      caseCountOf: batched((numbers) => countCases(city.db, numbers)),
      changedTickets: (number) => deps.feed.changes(number),
    }),
  })
}

const FIRST_QUERY = `# 先登录，再把 token 填进左下角 Headers：{ "authorization": "Bearer …" }
mutation SignIn {
  loginStaff(username: "admin", password: "") { token }
}

query ToSign {
  tickets(filter: { states: [DISPATCHED] }, orderBy: DUE_FIRST) {
    count
    edges { node { number text organ { name } clock { dueAt status } } }
  }
}
`

/** The query editor from this machine: yoga's own page would fetch it from elsewhere. Loaded when somebody looks. */
async function renderEditor(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  return renderGraphiQL({ ...options, title: '接诉 GraphQL', defaultQuery: FIRST_QUERY })
}

async function noticesByTicket({ db }: City, numbers: readonly string[]): Promise<ReadonlyMap<string, Notice[]>> {
  const byNumber = new Map(numbers.map((number) => [number, [] as Notice[]]))
  for (const notice of await noticesOf(db, [...numbers])) byNumber.get(notice.number ?? '')?.push(notice)
  return byNumber
}
