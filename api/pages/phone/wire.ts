/**
 * What the phone page and the demo routes say to each other. All paths are same-origin and exist only in the demo:
 *
 * - `POST /phone/wire/session` → Session
 * - `GET  /phone/wire/scenarios` → Scenario[]
 * - `GET  /phone/wire/phones/:channel/:sender/events` → SSE, one PhoneMessage per event: all so far, then live
 * - `POST /phone/wire/phones/:channel/:sender/say` SayBody → Said
 * - `GET  /phone/wire/case?channel=&sender=` → PhoneCase
 */

export type { Scenario, ScenarioStep } from '../../../schema/demo/scenarios.ts'

/** A sign-in of the demo's staff account, good for GraphQL as `Authorization: Bearer`. */
export interface Session {
  token: string
  staff: { displayName: string }
}

/** One thing that stands in the citizen's chat; ids count up within one phone. */
export interface PhoneMessage {
  id: number
  from: 'citizen' | 'city'
  /** RFC 3339 */
  at: string
  kind: 'text' | 'menu' | 'notice' | 'image' | 'voice' | 'location'
  /** The words; for a voice message what was recognised, for a location its label. */
  text: string
  menu?: { head: string; options: { id: string; label: string }[]; tail?: string }
  notice?: { title: string; fields: { label: string; value: string }[] }
  /** By which of the platform's ways it came, e.g. customer message or subscription notice; `public` for what everybody reads. */
  means?: string
}

/** One turn of a call, milliseconds from its start. */
export interface CallTurn {
  speaker: 'citizen' | 'agent' | 'system'
  text: string
  offsetMs?: number
  confidence?: number
}

/** What the citizen does on the phone. */
export interface SayBody {
  kind: 'text' | 'menu-click' | 'location' | 'image' | 'voice' | 'follow' | 'call' | 'mention'
  text?: string
  menuId?: string
  latitude?: number
  longitude?: number
  label?: string
  recognised?: string
  /** Of a mention: false when the city is not told and has to look for itself. */
  pushed?: boolean
  transcript?: CallTurn[]
}

/** How the platform's callback was answered, after how many tries. */
export interface Said {
  status: number
  tries: number
}

/** The latest ticket of this phone; null as long as there is none. */
export interface PhoneCase {
  number: string | null
}
