import type { Hearing } from './hearing.ts'
import { registerRequest } from './register-request.ts'

/** A form or a finished call is no conversation: what it says is the request. */
export async function hearWritten(hearing: Hearing) {
  const { kind } = hearing.message
  if (kind !== 'form' && kind !== 'transcript') return undefined
  if (hearing.words) await registerRequest(hearing, [hearing.inboxId])
  return {}
}
