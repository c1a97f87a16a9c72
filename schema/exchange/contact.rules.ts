import { maskPersonal } from '../personal/mask.rules.ts'

/** Who a ticket came from, as tables name them. */
export interface Contact {
  name?: string
  /** Phone number or account. */
  account?: string
}

/** Accounts of public speech stay out of tables, even of those with all personal data. */
export function hidesAuthor(channel: string): boolean {
  return channel === 'weibo'
}

/** 张三 → 张*; what is masked already stays as it is. */
export function maskName(name: string): string {
  if (name.includes('*')) return name
  const [first = '', ...rest] = name
  return `${first}${'*'.repeat(Math.max(rest.length, 1))}`
}

/** 13800138000 → 138****8000; of shorter ones less is shown. */
export function maskAccount(account: string): string {
  if (account.includes('*')) return account
  const letters = Array.from(account)
  const [head, tail] = letters.length >= 11 ? [3, 4] : letters.length >= 7 ? [2, 2] : [1, 0]
  return `${letters.slice(0, head).join('')}****${letters.slice(letters.length - tail).join('')}`
}

/** Names that are those of a person and no word that a text may hold for other reasons. */
const PERSON = /^\p{Script=Han}[\p{Script=Han}·]{1,4}$/u

/** The text with numbers that name a person and the caller's own name masked; the same length. */
export function maskText(text: string, name: string | undefined): string {
  const masked = maskPersonal(text)
  return name && PERSON.test(name) ? masked.replaceAll(name, maskName(name)) : masked
}

/** A number that can be called, written without spaces; undefined for other accounts. */
export function phoneIn(account: string): string | undefined {
  const digits = account.replaceAll(/[\s()（）-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  return /^0?\d{7,12}$/.test(digits) && /^[\d\s()（）-]+$/.test(account) ? account : undefined
}
