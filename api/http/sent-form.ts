import type { Context } from 'koa'
import type { SubmittedForm } from '../../schema/intake/submit-request.service.ts'
import { type Sealer, sameText } from '../../schema/kernel/seal.ts'

const COOKIE = 'jiesu-sent'
/** As long as somebody may come back to a page that still shows what they wrote. */
const REMEMBERED_MS = 2 * 3_600_000

/**
 * Without scripts, going back draws the form anew, under a new key, while the browser puts the same words in again. So the
 * last request sent is remembered in a cookie, by its key and a keyed hash of its words: the same words again are the
 * same request. Other words are another one.
 */
export function recallSent(context: Context, sealer: Sealer, form: SubmittedForm): string | undefined {
  const [key, mac] = context.cookies.get(COOKIE)?.split('~') ?? []
  return key && mac && sameText(mac, macOf(sealer, form, key)) ? key : undefined
}

export function rememberSent(context: Context, sealer: Sealer, form: SubmittedForm, key: string): void {
  if (!/^[\w-]{1,100}$/.test(key)) return
  context.cookies.set(COOKIE, `${key}~${macOf(sealer, form, key)}`, {
    maxAge: REMEMBERED_MS,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    overwrite: true,
  })
}

function macOf(sealer: Sealer, form: SubmittedForm, key: string): string {
  const { text, address, name, phone, point } = form
  return sealer.blindIndex(JSON.stringify([key, text, address, name, phone, point]), 'sent-form')
}
