import type { ApiAnswer } from '../api-call.ts'

/** Errors come with an HTTP status and a code of their own. */
export const failure = (status: number, code: number, error: string, request: string): ApiAnswer => ({
  status,
  json: JSON.stringify({ error, error_code: code, request }),
  errcode: code,
})

/** `Mon Jul 16 18:09:20 +0800 2012`. */
export function weiboTime(at: Date): string {
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at.getTime() + 8 * 3_600_000).toUTCString()) ?? []
  return `${weekday} ${month} ${day} ${time} +0800 ${year}`
}
