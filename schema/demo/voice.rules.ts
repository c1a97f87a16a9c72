import type { RequestKind } from '../classify/classify.rules.ts'
import type { Chance } from '../kernel/chance.ts'

/** How each channel is used, in shares of all requests: most people still phone. */
export const CHANNELS: readonly { name: string; share: number; asks: number }[] = [
  { name: 'ivr', share: 62, asks: 1 },
  { name: 'wechat', share: 17, asks: 1 },
  { name: 'mini-program', share: 9, asks: 0.8 },
  { name: 'web-form', share: 8, asks: 0.8 },
  // Nobody asks for opening hours on Weibo.
  { name: 'weibo', share: 4, asks: 0.2 },
]

export function pickChannel(kind: RequestKind, chance: Chance): string {
  return chance.pickWeighted(CHANNELS, ({ share, asks }) => share * (kind === 'CONSULTATION' ? asks : 1)).name
}

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  ivr: ['', '你好，', '喂，你好，', '同志你好，', '您好，打扰一下，', '你好你好，'],
  wechat: ['', '', '您好，', '你好，'],
  'mini-program': [''],
  'web-form': ['', '', '尊敬的领导：'],
  weibo: ['@澜城12345 '],
}

const CLOSINGS: Readonly<Record<string, readonly string[]>> = {
  ivr: ['', '', '谢谢。', '麻烦你们了。', '好的，谢谢啊。'],
  wechat: ['', '', '谢谢', '麻烦了'],
  'mini-program': ['', '', '谢谢。'],
  'web-form': ['', '盼复。', '谢谢！'],
  weibo: ['', ' #澜城民声#'],
}

const AGAIN = ['再次反映：', '第二次反映了：', '前几天反映过，到现在还没解决：', '上次的工单说办结了，其实没解决：']

/** The words as they come in on a channel; now and then with a phone number, always an invented one. */
export function inTheVoiceOf(channel: string, core: string, chance: Chance, again = false): string {
  const opening = chance.pick(OPENINGS[channel] ?? [''])
  const closing = chance.pick(CLOSINGS[channel] ?? [''])
  const phone = channel !== 'weibo' && chance.happens(0.03) ? `电话1380013800${chance.whole(0, 9)}。` : ''
  return `${opening}${again ? chance.pick(AGAIN) : ''}${core}${phone}${closing}`
}
