/** What people write to hear no more, as the operators' rules have it; alone, or it is part of a sentence. */
const OPT_OUT = /^(回复)?(td|t|退订|取消订阅|拒收|stop|unsubscribe)[。.!！\s]*$/i

export function isOptOut(text: string): boolean {
  return text.length <= 20 && OPT_OUT.test(text.trim())
}
