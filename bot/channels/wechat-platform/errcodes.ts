import { type DeliveryAction, type DeliveryEffect, DeliveryError } from '../../../schema/kernel/errors.ts'

/** One line of the platform's errcode table: what staff read and what the sender does. */
interface Errcode {
  meaning: string
  action: DeliveryAction
  /** Where a later try makes sense. */
  afterMs?: number
  /** What it tells beyond this message. */
  effect?: DeliveryEffect
}

const MINUTE_MS = 60_000

/** HTTP is 200 for all of them. */
export const ERRCODES: Readonly<Record<number, Errcode>> = {
  [-1]: { meaning: '平台繁忙', action: 'retry', afterMs: 2000 },
  40001: { meaning: '凭证无效', action: 'refresh-token', effect: 'alarm' },
  40014: { meaning: '凭证不合法', action: 'refresh-token', effect: 'alarm' },
  42001: { meaning: '凭证过期', action: 'refresh-token', effect: 'alarm' },
  40003: { meaning: '收信人账号无效', action: 'stop', effect: 'identity-broken' },
  40007: { meaning: '媒体文件无效或已过期', action: 'stop' },
  40008: { meaning: '消息类型无效', action: 'stop' },
  40013: { meaning: 'AppID 不正确', action: 'config', effect: 'alarm' },
  40029: { meaning: '登录码无效', action: 'stop', effect: 'login-again' },
  40037: { meaning: '模板不属于本账号', action: 'config', effect: 'alarm' },
  40066: { meaning: '接口地址不对', action: 'config' },
  40125: { meaning: 'AppSecret 不正确', action: 'config', effect: 'alarm' },
  40164: { meaning: '服务器地址不在白名单', action: 'stop', effect: 'alarm' },
  40226: { meaning: '高风险用户', action: 'stop', effect: 'refuse' },
  41002: { meaning: '缺少 AppID', action: 'config', effect: 'alarm' },
  41030: { meaning: '页面不在已发布的小程序里', action: 'config', effect: 'alarm' },
  43004: { meaning: '市民没有关注', action: 'fall-back' },
  43101: { meaning: '市民拒收，或授权已用完', action: 'fall-back', effect: 'consent-empty' },
  44004: { meaning: '内容为空', action: 'stop' },
  45002: { meaning: '内容过长', action: 'stop' },
  45009: { meaning: '当日调用次数已用完', action: 'pause' },
  45011: { meaning: '每分钟调用次数已用完', action: 'pause', afterMs: MINUTE_MS },
  45015: { meaning: '超过可回复的时限', action: 'fall-back', effect: 'window-closed' },
  45047: { meaning: '可回复的条数已用完', action: 'fall-back', effect: 'window-closed' },
  47001: { meaning: '请求格式有误', action: 'stop', effect: 'bug' },
  47003: { meaning: '模板内容不合规则', action: 'stop', effect: 'bug' },
  48001: { meaning: '接口未授权', action: 'config', effect: 'alarm' },
  61007: { meaning: '接口未授权给第三方', action: 'config', effect: 'alarm' },
}

/** The refusal as an error. A code nobody has documented stops: trying again would be a guess. */
export function refusalOf(channel: string, errcode: number, now: Date, errmsg = ''): DeliveryError {
  const known: Errcode = ERRCODES[errcode] ?? { meaning: '平台拒绝', action: 'stop' }
  const afterMs = errcode === 45009 ? untilQuotaReset(now) : known.afterMs
  // Only these two name the faulty field; the other texts say nothing that the table does not.
  const detail = errcode === 47001 || errcode === 47003 ? `：${errmsg.slice(0, 80)}` : ''
  const message = `微信 ${errcode} ${known.meaning}${detail}`
  return new DeliveryError(channel, known.action, errcode, message, afterMs, known.effect ? [known.effect] : [])
}

/** Daily quotas start anew at midnight in Asia/Shanghai; a minute more, because clocks differ. */
function untilQuotaReset(now: Date): number {
  const day = 24 * 60 * MINUTE_MS
  return day - ((now.getTime() + 8 * 60 * MINUTE_MS) % day) + MINUTE_MS
}
