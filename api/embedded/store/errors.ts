/** An answer of the store that says no: MongoDB's own code and name, so that drivers act on it as they would there. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    /** Further fields of the reply, e.g. keyPattern and keyValue of a duplicate key. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

/** Refuses by name what the store does not do; `what` reads as in "set MONGODB_URI to use transactions". */
export function refuse(what: string): never {
  throw new StoreError(115, 'CommandNotSupported', `the embedded store has no ${what}: set MONGODB_URI to use ${what}`)
}

/** What was asked makes no sense (MongoDB code 9 for a filter or update that cannot be read, 2 for a bad value …). */
export const failedToParse = (message: string) => new StoreError(9, 'FailedToParse', message)
export const badValue = (message: string) => new StoreError(2, 'BadValue', message)
export const typeMismatch = (message: string) => new StoreError(14, 'TypeMismatch', message)
/** An error MongoDB knows only by number; drivers show such codes as `Location<code>`. */
export const fault = (code: number, message: string) => new StoreError(code, `Location${code}`, message)
