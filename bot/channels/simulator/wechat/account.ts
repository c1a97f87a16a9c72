import type { PlatformAccount, PlatformTemplate } from '../credentials.ts'
import { Allowances, MINI_PROGRAM, SERVICE_ACCOUNT } from './allowances.ts'
import { Consents } from './consents.ts'
import { MediaRoom } from './media-room.ts'
import { TokenDesk } from './token-desk.ts'

/** One account as the platform keeps it: its tokens, and how it stands with each citizen. */
export class Account {
  readonly tokens: TokenDesk
  readonly allowances: Allowances
  readonly consents = new Consents()
  readonly media: MediaRoom
  readonly #followers = new Set<string>()
  readonly #openids = new Set<string>()

  constructor(
    readonly channel: 'wechat' | 'mini-program',
    readonly settings: PlatformAccount & {
      templates: readonly PlatformTemplate[]
      templateMessages?: readonly PlatformTemplate[]
    },
    readonly now: () => Date,
  ) {
    this.tokens = new TokenDesk(settings.appId, now)
    this.media = new MediaRoom(now)
    this.allowances = new Allowances(channel === 'wechat' ? SERVICE_ACCOUNT : MINI_PROGRAM, now)
  }

  /** A citizen did something here, so that the openid is known to be this account's. */
  meet(openid: string): void {
    this.#openids.add(openid)
  }

  knows(openid: string): boolean {
    return this.#openids.has(openid)
  }

  follow(openid: string): void {
    this.#followers.add(openid)
  }

  unfollow(openid: string): void {
    this.#followers.delete(openid)
    this.allowances.close(openid)
  }

  isFollower(openid: string): boolean {
    return this.#followers.has(openid)
  }

  templateMessage(id: unknown): PlatformTemplate | undefined {
    return this.settings.templateMessages?.find((template) => template.id === id)
  }

  template(id: unknown): PlatformTemplate | undefined {
    return this.settings.templates.find((template) => template.id === id)
  }
}
