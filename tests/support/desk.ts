import { type TestJiesu, until } from './jiesu.ts'

const CASE = `
  number state kind tier urgency text channel reply reopened revision
  category { l1 l2 l3 confidence }
  place { districtName streetName placeName }
  organ { id name }
  dispatchReasons
  evidence { field text why }
  clock { dueAt why status }
  timeline { event text actor }
  notices { kind text state means reason }
  survey { contacted solved satisfaction answeredAt }
`

export interface Case {
  number: string
  state: string
  kind: string
  tier: string
  urgency: string
  text: string
  channel: string
  reply: string | null
  reopened: number
  revision: number
  category: { l1: string; l2: string | null; l3: string | null; confidence: number }
  place: { districtName: string | null; streetName: string | null; placeName: string | null }
  organ: { id: string; name: string } | null
  dispatchReasons: string[]
  evidence: { field: string; text: string; why: string }[]
  clock: { dueAt: string; why: string; status: string }
  timeline: { event: string; text: string; actor: string | null }[]
  notices: { kind: string; text: string; state: string; means: string | null; reason: string | null }[]
  survey: { contacted: boolean; solved: string | null; satisfaction: string | null; answeredAt: string | null } | null
}

/** A desk of the hotline: what staff do through GraphQL, as one of the demo's accounts. */
export async function openDesk(jiesu: TestJiesu, username = 'admin') {
  const token = await jiesu.signIn(username)
  const ask = async <T>(query: string, variables: Record<string, unknown>, field: string): Promise<T> => {
    const { data, errors } = await jiesu.ask<Record<string, T>>(query, variables, token)
    if (errors?.[0]) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code })
    return data[field] as T
  }
  const ticket = (number: string) =>
    ask<Case | null>(`query ($number: ID!) { ticket(number: $number) { ${CASE} } }`, { number }, 'ticket')
  const move = (name: string) => (number: string, revision?: number) =>
    ask<Case>(
      `mutation ($number: ID!, $revision: Int) { ${name}(number: $number, revision: $revision) { ${CASE} } }`,
      { number, revision },
      name,
    )
  return {
    token,
    ask,
    ticket,
    sign: move('signTicket'),
    close: move('closeTicket'),
    reply: (number: string, text: string, revision?: number) =>
      ask<Case>(
        `mutation ($number: ID!, $text: String!, $revision: Int) {
          replyTicket(number: $number, text: $text, revision: $revision) { ${CASE} }
        }`,
        { number, text, revision },
        'replyTicket',
      ),
    /** Waits until the ticket is as wanted. */
    sees: (number: string, wanted: (found: Case) => boolean) =>
      until(`${number} as wanted`, async () => {
        const found = await ticket(number)
        return found && wanted(found) ? found : undefined
      }),
    /** The newest tickets of a channel, newest first. */
    newest: async (channel: string) => {
      const found = await ask<{ edges: { node: Case }[] }>(
        `query ($channel: String) { tickets(filter: { channel: $channel }, first: 20) { edges { node { ${CASE} } } } }`,
        { channel },
        'tickets',
      )
      return found.edges.map((edge) => edge.node)
    },
    /** The three rates of one unit in the current period; undefined when it closed nothing. */
    scores: async (organId: string) => {
      const found = await ask<{ units: UnitScores[] }>(
        `{ assessment { units { organ { id } accepted validSurveys responseRate resolutionRate satisfactionRate score } } }`,
        {},
        'assessment',
      )
      return found.units.find((unit) => unit.organ.id === organId)
    },
  }
}

export interface UnitScores {
  organ: { id: string }
  accepted: number
  validSurveys: number
  responseRate: number | null
  resolutionRate: number | null
  satisfactionRate: number | null
  score: number | null
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
