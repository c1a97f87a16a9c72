import { z } from 'zod'
import { DeliveryError, DomainError } from '../../../schema/kernel/errors.ts'
import type { WechatApi } from '../wechat-platform/wechat-api.ts'

/** The documentation says that the country code is a string, and its sample has a number. */
const answerShape = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{5,15}$/),
    countryCode: z.union([z.string(), z.number()]).transform(String),
    watermark: z.object({ appid: z.string() }),
  }),
})

/** Codes the platform gives for a code that is used up, too old, or one of wx.login. */
const NO_GOOD = new Set([40029])
const HOME_COUNTRY = '86'

/**
 * Exchanges the code of the phone number button (single use, five minutes, not that of wx.login) for the number the
 * platform has verified: eleven digits, or `+<country><number>` of elsewhere. Each exchange is charged. Throws
 * DomainError: BAD_INPUT for a code that is no good, TOO_MANY, UNAVAILABLE.
 */
export async function exchangePhoneNumber(api: WechatApi, appId: string, code: string): Promise<string> {
  if (!/^[\w-]{1,256}$/.test(code)) throw new DomainError('BAD_INPUT', '手机号授权码格式不对')
  const answer = answerShape.safeParse(await ask(api, code))
  // A number that was verified for another account proves nothing here.
  if (!answer.success || answer.data.phone_info.watermark.appid !== appId) throw unavailable()
  const { purePhoneNumber, countryCode } = answer.data.phone_info
  return countryCode === HOME_COUNTRY ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
}

async function ask(api: WechatApi, code: string): Promise<unknown> {
  try {
    return await api.post('/wxa/business/getuserphonenumber', { code })
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    if (error.errcode !== undefined && NO_GOOD.has(error.errcode)) {
      throw new DomainError('BAD_INPUT', '手机号授权已失效，请重新点击授权')
    }
    if (error.action === 'pause') throw new DomainError('TOO_MANY', '操作太频繁，请稍后再试')
    throw unavailable(error.errcode)
  }
}

const unavailable = (errcode?: number) =>
  new DomainError('UNAVAILABLE', '暂时不能取得手机号，请稍后再试', errcode === undefined ? {} : { errcode })
