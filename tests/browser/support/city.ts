import { SIGNATURE_HEADER, signBody } from '../../../bot/channels/inbound/hmac.ts'

/** The city's side of a browser story, over GraphQL as any program would ask. */
export interface CityDesk {
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>
  /** Hands in a request by the form's own mutation; its ticket number. */
  submit(text: string, phone: string): Promise<string>
  /** Hands in a call, or the record of one, as a call centre does; waits until it is settled. */
  call(body: object): Promise<void>
  /** Signs, replies and closes: the citizen is now asked how it went. */
  finish(number: string): Promise<void>
  /** The citizen's answer to the callback. */
  judge(number: string, phone: string, solved: string, satisfaction: string): Promise<void>
}

const PHONE = '13800138008'

/**
 * A past for the street of the stories, so that its rates have something to move from, and one ticket elsewhere, so that
 * somebody has too few answers to be ranked.
 */
export async function giveAPast(desk: CityDesk): Promise<void> {
  const answers = [
    ['SOLVED', 'SATISFIED'],
    ['SOLVED', 'BASIC'],
    ['SOLVED', 'SATISFIED'],
    ['PARTLY', 'BASIC'],
    ['SOLVED', 'SATISFIED'],
    ['SOLVED', 'SATISFIED'],
    ['PARTLY', 'BASIC'],
  ] as const
  for (const [solved, satisfaction] of answers) {
    const number = await desk.submit('光华路25号门口的路灯不亮，请派人来修', PHONE)
    await desk.finish(number)
    await desk.judge(number, PHONE, solved, satisfaction)
  }
  const elsewhere = await desk.submit('滨江公园门口的长椅坏了，请派人来修', PHONE)
  await desk.finish(elsewhere)
  await desk.judge(elsewhere, PHONE, 'SOLVED', 'SATISFIED')
}

export function openCityDesk(url: string, token: string): CityDesk {
  const ask = async <T>(query: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] }
    if (errors?.[0]) throw new Error(errors[0].message)
    return data
  }
  const stateOf = async (number: string) => {
    const { ticket } = await ask<{ ticket: { state: string } | null }>(
      'query ($number: ID!) { ticket(number: $number) { state } }',
      { number },
    )
    return ticket?.state
  }
  /** Calls that became a ticket, and those that are to be called back. */
  const callsSettled = async () => {
    const { droppedCalls, tickets } = await ask<{ droppedCalls: unknown[]; tickets: { count: number } }>(
      '{ droppedCalls(first: 100) { id } tickets(filter: { channel: "ivr" }) { count } }',
    )
    return droppedCalls.length + tickets.count
  }
  return {
    ask,
    async submit(text, phone) {
      const { submitRequest } = await ask<{ submitRequest: { number: string } }>(
        'mutation ($input: RequestInput!) { submitRequest(input: $input) { number } }',
        { input: { text, phone } },
      )
      const { number } = submitRequest
      for (let tries = 0; (await stateOf(number)) !== 'DISPATCHED'; tries++) {
        if (tries > 100) throw new Error(`${number} was not dispatched`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return number
    },
    async call(body) {
      const before = await callsSettled()
      const text = Buffer.from(JSON.stringify(body))
      const headers = { [SIGNATURE_HEADER]: signBody('demo-ivr-key', text, new Date()) }
      const { ok } = await fetch(`${url}/channels/ivr`, { method: 'POST', headers, body: text })
      if (!ok) throw new Error('the call was refused')
      for (let tries = 0; (await callsSettled()) === before; tries++) {
        if (tries > 100) throw new Error('nothing became of the call')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async finish(number) {
      await ask('mutation ($number: ID!) { signTicket(number: $number) { state } }', { number })
      await ask('mutation ($number: ID!, $text: String!) { replyTicket(number: $number, text: $text) { state } }', {
        number,
        text: '您好，路灯已经修好，请放心出行。',
      })
      await ask('mutation ($number: ID!) { closeTicket(number: $number) { state } }', { number })
    },
    async judge(number, phone, solved, satisfaction) {
      await ask('mutation ($input: SurveyAnswerInput!) { answerSurvey(input: $input) { answeredAt } }', {
        input: { number, phone, solved, satisfaction },
      })
    },
  }
}
