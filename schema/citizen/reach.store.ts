import type { DeliveryEffect } from '../kernel/errors.ts'
import type { Db } from '../kernel/db.ts'
import { type CitizenAccount, citizenRecord } from './citizen.model.ts'

/** The parts of an account that say how it can be reached. */
type Reachable = Pick<CitizenAccount, '_id' | 'lastSeenAt' | 'reach'>

/**
 * Notes what the platform let us know of the ways to this account, so that closed ones are not tried again. `template`
 * is the notice template that was tried. Where the citizen has spoken since `account` was read, the news are old and
 * nothing is noted.
 */
export async function noteEffects(
  db: Db,
  account: Reachable,
  effects: readonly DeliveryEffect[],
  template: string | undefined,
): Promise<void> {
  const set = {
    ...(effects.includes('identity-broken') && { 'reach.broken': true }),
    ...(effects.includes('window-closed') && { 'reach.closed': true }),
  }
  const refused = effects.includes('consent-empty') && template !== undefined
  if (Object.keys(set).length === 0 && !refused) return
  const { _id, lastSeenAt } = account
  await db.of(citizenRecord).updateOne(
    { _id, lastSeenAt },
    {
      ...(Object.keys(set).length > 0 && { $set: set }),
      ...(refused && { $addToSet: { 'reach.refused': template } }),
    },
  )
}

/** The citizen allowed service notices: all of them may be tried again. */
export async function noteConsent(db: Db, key: string): Promise<void> {
  await db.of(citizenRecord).updateOne({ _id: key }, { $unset: { 'reach.refused': '' } })
}

/** Which ways to an account are known to be closed for a notice of this template. */
export function waysTo(
  { reach }: Pick<CitizenAccount, 'reach'>,
  template: string | undefined,
): { broken: boolean; closed?: { conversation?: true; notices?: true } } {
  const conversation = reach?.closed === true
  const notices = template !== undefined && (reach?.refused?.includes(template) ?? false)
  if (!conversation && !notices) return { broken: reach?.broken === true }
  const closed = { ...(conversation && { conversation }), ...(notices && { notices }) }
  return { broken: reach?.broken === true, closed }
}
