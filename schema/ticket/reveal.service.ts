import { randomUUID } from 'node:crypto'
import type { City } from '../city.ts'
import { loadCitizen } from '../citizen/citizen.store.ts'
import { openPhone } from '../citizen/phone.store.ts'
import { DomainError } from '../kernel/errors.ts'
import type { StaffIdentity } from '../staff/staff.rules.ts'
import type { Ticket } from './ticket.rules.ts'
import { PERSONAL_NAMES, type PersonalKind } from '../personal/kinds.ts'
import { MAY_REVEAL, unmask } from '../personal/reveal.rules.ts'
import { noteReveal, openVault } from '../personal/vault.store.ts'

export interface Revealed {
  text: string
  items: { kind: PersonalKind; name: string; value: string; source: string }[]
}

const REASON = { shortest: 2, longest: 100 } as const

/**
 * Shows a member of staff what is masked in a ticket they may see, as far as their role may. That they looked, and why,
 * is noted before they see it. Throws FORBIDDEN for a role that may see nothing, BAD_INPUT without a reason.
 */
export async function revealPersonal(
  city: City,
  ticket: Ticket,
  staff: StaffIdentity,
  reason: string,
): Promise<Revealed> {
  const kinds = MAY_REVEAL[staff.role]
  if (kinds.size === 0) throw new DomainError('FORBIDDEN', '您的岗位不能查看个人信息。', { role: staff.role })
  const why = reason.trim()
  if (why.length < REASON.shortest || why.length > REASON.longest) {
    throw new DomainError('BAD_INPUT', `请写明查看用途，${REASON.shortest} 至 ${REASON.longest} 字。`)
  }
  const shown = await itemsOf(city, ticket, kinds)
  await noteReveal(city.db, {
    _id: randomUUID(),
    number: ticket._id,
    at: city.clock.now(),
    username: staff.username,
    displayName: staff.displayName,
    role: staff.role,
    reason: why,
    kinds: [...new Set(shown.items.map(({ name }) => name))],
  })
  return shown
}

async function itemsOf(city: City, ticket: Ticket, kinds: ReadonlySet<PersonalKind>): Promise<Revealed> {
  const { db, sealer } = city
  const acts = (ticket.citizenActs ?? []).map(({ cause }) => cause)
  const entries = await openVault(db, sealer, [ticket.sourceKey, ...acts])
  const account = await loadCitizen(db, ticket.citizenKey)
  const verified = account && openPhone(sealer, account)
  const own = entries.get(ticket.sourceKey)
  const items = [
    ...(own?.given ?? []).map((one) => ({ ...one, source: '联系方式' })),
    ...(verified ? [{ kind: 'PHONE' as const, value: verified, source: '平台验证' }] : []),
    ...(own?.found ?? []).map(({ kind, value }) => ({ kind, value, source: '市民原话' })),
    ...acts
      .flatMap((cause) => entries.get(cause)?.found ?? [])
      .map(({ kind, value }) => ({
        kind,
        value,
        source: '市民补充',
      })),
  ]
  const seen = new Set<string>()
  return {
    text: unmask(ticket.text, own?.found ?? [], kinds),
    items: items
      .filter(({ kind, value }) => kinds.has(kind) && !seen.has(value) && seen.add(value))
      .map((one) => ({ ...one, name: PERSONAL_NAMES[one.kind] })),
  }
}
