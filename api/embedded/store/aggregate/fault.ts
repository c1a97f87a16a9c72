import { StoreError, failedToParse } from '../errors.ts'

/** An error MongoDB knows only by number; drivers show such codes as `Location<code>`. */
export const fault = (code: number, message: string): StoreError =>
  code === 9 ? failedToParse(message) : new StoreError(code, `Location${code}`, message)

export const conversionFailure = (message: string) => new StoreError(241, 'ConversionFailure', message)
