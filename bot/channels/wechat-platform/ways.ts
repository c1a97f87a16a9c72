import { type DeliveryEffect, DeliveryError } from '../../../schema/kernel/errors.ts'
import type { DeliveryReceipt } from '../../../schema/kernel/ports.ts'

/** One way to reach a citizen; undefined when this message cannot go that way. */
export type Way = () => Promise<DeliveryReceipt | undefined>

/**
 * Tries ways in turn until the platform takes the message by one of them. Only a refusal that says so lets the next one
 * be tried; anything else, an unknown outcome above all, ends it. What was learned on the way goes along with the
 * receipt or the refusal.
 */
export async function tryInTurn(channel: string, ways: readonly Way[]): Promise<DeliveryReceipt> {
  const effects: DeliveryEffect[] = []
  let refusal = new DeliveryError(channel, 'fall-back', undefined, '会话已关闭，也没有可用的服务通知')
  for (const way of ways) {
    try {
      const receipt = await way()
      if (receipt) return { ...receipt, ...(effects.length > 0 && { effects }) }
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error
      effects.push(...error.effects)
      const { action, errcode, message, afterMs } = error
      refusal = new DeliveryError(channel, action, errcode, message, afterMs, effects)
      if (action !== 'fall-back') break
    }
  }
  throw refusal
}
