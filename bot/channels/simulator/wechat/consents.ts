import type { PlatformTemplate } from '../credentials.ts'

/** Who allowed which notices: a one-time consent is used up by one notice, a long-term one lasts until it is refused. */
export class Consents {
  readonly #granted = new Map<string, number>()

  grant(openid: string, template: PlatformTemplate): void {
    const key = keyOf(openid, template)
    this.#granted.set(key, template.longTerm ? Number.POSITIVE_INFINITY : (this.#granted.get(key) ?? 0) + 1)
  }

  refuse(openid: string, template: PlatformTemplate): void {
    this.#granted.delete(keyOf(openid, template))
  }

  /** Whether a notice may go out; uses the consent up. */
  take(openid: string, template: PlatformTemplate): boolean {
    const key = keyOf(openid, template)
    const left = this.#granted.get(key) ?? 0
    if (left > 0) this.#granted.set(key, left - 1)
    return left > 0
  }
}

const keyOf = (openid: string, template: PlatformTemplate) => `${openid}\0${template.id}`
