import { AskError } from '../graph/client.ts'
import { whileVisible } from '../graph/while-visible.ts'
import type { PhoneCase, PhoneMessage, Said, SayBody, Scenario, Session } from './wire.ts'

/** One citizen's phone: which channel it writes on, and as whom. */
export interface Line {
  channel: string
  sender: string
}

export const openSession = (): Promise<Session> => call('/phone/wire/session', { method: 'POST' })
export const loadScenarios = (): Promise<Scenario[]> => call('/phone/wire/scenarios')

export function say(line: Line, body: SayBody): Promise<Said> {
  return call(`${pathOf(line)}/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export function caseOf(line: Line): Promise<PhoneCase> {
  return call(`/phone/wire/case?${new URLSearchParams({ channel: line.channel, sender: line.sender }).toString()}`)
}

/** Hears everything that stands in this phone's chat, old first, then live. The browser reconnects by itself. */
export function listen(line: Line, hear: (message: PhoneMessage) => void): () => void {
  return whileVisible(() => {
    const source = new EventSource(`${pathOf(line)}/events`)
    source.addEventListener('message', (event) => hear(JSON.parse(event.data as string) as PhoneMessage))
    return () => source.close()
  })
}

function pathOf({ channel, sender }: Line): string {
  return `/phone/wire/phones/${encodeURIComponent(channel)}/${encodeURIComponent(sender)}`
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch {
    throw new AskError('UNREACHABLE', '连不上服务器，请稍后再试。')
  }
  if (!response.ok) throw new AskError('UNAVAILABLE', `演示接口没有正常回答（${response.status}）。`)
  return (await response.json()) as T
}
