import { type DeliveryAction, DeliveryError } from '../../../schema/kernel/errors.ts'

interface ErrorCode {
  meaning: string
  action: DeliveryAction
  afterMs?: number
}

const MINUTE_MS = 60_000

/**
 * The error codes of the open platform that a reply can meet. Its pages are copies from 2014: codes not listed stop,
 * and the conversation rules (48 hours, one reply to a mention) are known only as 20301.
 */
const ERROR_CODES: Readonly<Record<number, ErrorCode>> = {
  10001: { meaning: '平台出错', action: 'retry', afterMs: 2000 },
  10002: { meaning: '平台暂停服务', action: 'retry', afterMs: 10_000 },
  10003: { meaning: '平台内部出错', action: 'retry', afterMs: 2000 },
  10004: { meaning: '服务器地址受限', action: 'stop' },
  10005: { meaning: '接口未授权', action: 'config' },
  10006: { meaning: '缺少 AppKey', action: 'config' },
  10008: { meaning: '参数有误', action: 'stop' },
  10009: { meaning: '平台繁忙', action: 'retry', afterMs: 10_000 },
  10010: { meaning: '平台处理超时', action: 'unknown' },
  10011: { meaning: '平台内部出错', action: 'retry', afterMs: 2000 },
  10014: { meaning: '应用权限不足', action: 'config' },
  10022: { meaning: '本机调用过于频繁', action: 'pause', afterMs: 10 * MINUTE_MS },
  10023: { meaning: '账号调用过于频繁', action: 'pause', afterMs: 10 * MINUTE_MS },
  10024: { meaning: '接口调用过于频繁', action: 'pause', afterMs: 10 * MINUTE_MS },
  20003: { meaning: '收信人不存在', action: 'stop' },
  20012: { meaning: '内容过长', action: 'stop' },
  20013: { meaning: '内容过长', action: 'stop' },
  20301: { meaning: '不在可回复的范围内', action: 'fall-back' },
  20302: { meaning: '私信内容不合规', action: 'stop' },
  20306: { meaning: '不能发送相同的私信', action: 'stop' },
  21301: { meaning: '认证失败', action: 'config' },
  21314: { meaning: '授权已被使用', action: 'config' },
  21315: { meaning: '授权已过期', action: 'config' },
  21316: { meaning: '授权不合法', action: 'config' },
  21317: { meaning: '授权不合法', action: 'config' },
  21319: { meaning: '授权已被解除', action: 'config' },
  21327: { meaning: '授权已过期', action: 'config' },
  21332: { meaning: '授权无效', action: 'config' },
}

/** The refusal as an error. The token is a year's grant from the console: when it is no good, a person has to act. */
export function weiboRefusal(code: number): DeliveryError {
  const known: ErrorCode = ERROR_CODES[code] ?? { meaning: '平台拒绝', action: 'stop' }
  return new DeliveryError('weibo', known.action, code, `微博 ${code} ${known.meaning}`, known.afterMs)
}
