import { DomainError } from '../kernel/errors.ts'
import { STAFF_ROLES, type StaffIdentity } from './staff.rules.ts'

/** What somebody writes down of an account that is to be made. */
export interface AccountWanted {
  username?: string | undefined
  name?: string | undefined
  role?: string | undefined
  organ?: string | undefined
}

/** The account as it is kept. Throws BAD_INPUT with words for whoever makes it; `usage` where something is missing. */
export function newAccount(wanted: AccountWanted, organs: ReadonlyMap<string, unknown>, usage: string): StaffIdentity {
  const username = wanted.username?.trim()
  const displayName = wanted.name?.trim()
  const role = STAFF_ROLES.find((known) => known === wanted.role)
  if (!username || !displayName || !role) throw new DomainError('BAD_INPUT', usage)
  const organId = wanted.organ?.trim()
  // Whoever works for a unit sees what it was given; the others see the city.
  if (role === 'handler' && !organId) throw new DomainError('BAD_INPUT', '承办单位的经办人 (handler) 要写 --organ。')
  if (organId && !organs.has(organId)) throw new DomainError('BAD_INPUT', `没有编号为 ${organId} 的承办单位。`)
  return { username, displayName, role, ...(organId && { organId }) }
}
