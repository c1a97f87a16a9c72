/** One thing that is wrong, as GeoReport v2 tells it; `code` may be finer than the HTTP status. */
export interface Problem {
  code: number
  description: string
}

/** 404 for what does not exist, 403 for a wrong or missing key, 400 for everything else: the specification knows no more. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly status: 400 | 403 | 404,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ description }) => description).join(' '))
  }
}

/** What somebody sent, as far as it is worth repeating. */
export const quoted = (text: string): string => (text.length > 50 ? `${text.slice(0, 50)}…` : text)

export const notFound = (description: string): Refusal => new Refusal(404, [{ code: 404, description }])

export const forbidden = (description: string): Refusal => new Refusal(403, [{ code: 403, description }])

/** `code` says more than the 400 it travels under: 405, 409, 413, 429, 503. */
export const unfit = (description: string, code = 400): Refusal => new Refusal(400, [{ code, description }])
