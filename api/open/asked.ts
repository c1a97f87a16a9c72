import type { City } from '../../schema/city.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import type { Format } from './format.rules.ts'
import { notFound, quoted } from './refusal.ts'

export interface Open311 {
  /** Who may post, by the key they were given. */
  clients: ReadonlyMap<string, string>
  /** The only city this endpoint speaks for. */
  jurisdiction: string
  /** Whether what is posted here is acted upon. */
  production: boolean
  /** How long a client waits for its number before it gets a token instead. */
  patienceMs?: number
}

export interface Open311Deps {
  city: City
  limiter: TryLimiter
  open311: Open311
  onBug(error: unknown): void
}

/** One resource that was asked for, as its path names it. */
export interface Asked {
  format: Format
  resource: string
  id?: string
  params: URLSearchParams
}

/** An answer: a whole value, or rows that come one after the other. */
export type Answer = { body: string | AsyncIterable<string>; cache?: string }

export const OPEN311_PATH = '/open311/v2/'

/** An endpoint of one city takes the parameter or its absence; a wrong one is somebody else's city. */
export function refuseOtherCity(params: URLSearchParams, { jurisdiction }: Open311): void {
  const wanted = params.get('jurisdiction_id')?.trim()
  if (wanted && wanted !== jurisdiction) throw notFound(`没有 jurisdiction_id ${quoted(wanted)}。`)
}
