import { signal } from '@preact/signals'
import { AskError, ask } from '../graph/client.ts'
import { LOGIN, ME } from '../graph/documents.ts'
import type { Staff, StaffSession } from '../graph/types.ts'

/** Who is signed in on this tab; `null` until that is known. */
export const staff = signal<Staff | undefined | null>(null)

const KEY = 'jiesu-staff'

/** The tab's token: it dies with the tab, so that a shared machine does not stay signed in. */
export const token = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined

/** Takes up the tab's session where there is a good one. Throws AskError when the server cannot be asked. */
export async function resume(): Promise<void> {
  if (!token()) {
    staff.value = undefined
    return
  }
  const { me } = await ask<{ me: Staff | null }>(ME, {}, token)
  staff.value = me ?? undefined
  if (!me) sessionStorage.removeItem(KEY)
}

/** Throws AskError with words for the form. */
export async function signIn(username: string, password: string): Promise<void> {
  const { loginStaff } = await ask<{ loginStaff: StaffSession }>(LOGIN, { username, password }, () => undefined)
  sessionStorage.setItem(KEY, loginStaff.token)
  staff.value = loginStaff.staff
}

export function signOut(): void {
  sessionStorage.removeItem(KEY)
  staff.value = undefined
}

/** A session that ran out shows the sign-in again; whatever else went wrong is for the view to say. */
export function signOutIfExpired(error: unknown): void {
  if (error instanceof AskError && error.code === 'UNAUTHENTICATED') signOut()
}

/** The hotline's own desks may put right what was derived; the server decides, this only says what to show. */
export const mayCorrect = (): boolean =>
  ['admin', 'clerk', 'dispatcher', 'supervisor'].includes((staff.value?.role ?? '').toLowerCase())

/** Whoever keeps the system running or only counts needs nobody's name; the server decides, this only says what to show. */
export const mayReveal = (): boolean => !['admin', 'analyst'].includes((staff.value?.role ?? '').toLowerCase())
