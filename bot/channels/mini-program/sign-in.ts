import { z } from 'zod'
import { DeliveryError, DomainError } from '../../../schema/kernel/errors.ts'
import { callPlatform, type Fetch } from '../outbound/call-platform.ts'
import type { WechatAccount } from '../wechat-platform/settings.ts'

/** Who signed in. `unionid` comes only when the account is bound to an open-platform account. */
export interface MiniProgramIdentity {
  openid: string
  unionid?: string
}

const answerShape = z.union([
  // The session key is not even read: nothing here decrypts with it, and it must not leave.
  z.object({ openid: z.string().min(1).max(128), unionid: z.string().min(1).max(128).optional() }),
  z.object({ errcode: z.number().int() }),
])

/**
 * Exchanges the code of wx.login (single use, five minutes) for an identity. Throws DomainError: UNAUTHENTICATED for a
 * code that is no good, FORBIDDEN for an account the platform warns of, TOO_MANY, UNAVAILABLE.
 */
export async function signInMiniProgram(
  account: WechatAccount,
  fetch: Fetch,
  code: string,
): Promise<MiniProgramIdentity> {
  if (!/^[\w-]{1,256}$/.test(code)) throw new DomainError('BAD_INPUT', '登录码格式不对')
  const query = new URLSearchParams({
    appid: account.appId,
    secret: account.appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  // The exchange uses the code up; asking again after a lost answer is a plain refusal, which does no harm.
  const answer = await ask(fetch, `${account.apiBase}/sns/jscode2session?${query}`)
  if (!('errcode' in answer)) return answer
  switch (answer.errcode) {
    case 40029:
    case 40163:
      throw new DomainError('UNAUTHENTICATED', '登录已失效，请重新登录')
    case 40226:
      throw new DomainError('FORBIDDEN', '微信提示该账号有风险，暂时不能登录')
    case 45011:
      throw new DomainError('TOO_MANY', '登录太频繁，请一分钟后再试')
    default:
      throw new DomainError('UNAVAILABLE', '暂时不能用微信登录，请稍后再试', { errcode: answer.errcode })
  }
}

async function ask(fetch: Fetch, url: string): Promise<z.infer<typeof answerShape>> {
  try {
    const { json } = await callPlatform(fetch, { channel: 'mini-program', url, repeatable: true })
    return answerShape.parse(json)
  } catch (error) {
    if (error instanceof DeliveryError || error instanceof z.ZodError) {
      throw new DomainError('UNAVAILABLE', '暂时不能用微信登录，请稍后再试')
    }
    throw error
  }
}
