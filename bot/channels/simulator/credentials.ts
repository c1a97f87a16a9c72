import type { ChannelSettings } from '../open-channels.ts'
import type { NoticeTemplate, NoticeTemplates } from '../wechat-platform/notice-templates.rules.ts'
import type { PushMode } from '../wechat-platform/settings.ts'

/** What the platform's console knows of one account. */
export interface PlatformAccount {
  appId: string
  appSecret: string
  token: string
  aesKey?: string
  mode: PushMode
}

/** A subscription template of an account. */
export interface PlatformTemplate {
  id: string
  title: string
  /** Keyword → what stands before its value on the card. */
  keywords: Readonly<Record<string, string>>
  /** 长期订阅: one consent lasts, as public services may have it. Others are used up by one notice. */
  longTerm: boolean
}

/** Both sides of every secret: the simulator is the platform, the call centre and the embedding site at once. */
export interface SimulatorCredentials {
  wechat: PlatformAccount & { templates: readonly PlatformTemplate[]; templateMessages: readonly PlatformTemplate[] }
  miniProgram: PlatformAccount & { templates: readonly PlatformTemplate[] }
  weibo: { appSecret: string; accessToken: string }
  webFormKey: string
  ivrKey: string
  emailKey: string
  smsKey: string
  /** What the city signs to its mail and SMS gateways. */
  gatewayKey: string
}

/** Of the pretend gateways. */
export const DEMO_GATEWAY_KEY = 'demo-gateway-key'

/** The templates of the demo accounts, as their consoles would list them. */
export const DEMO_NOTICES: NoticeTemplates = {
  progress: {
    id: 'demo-template-progress',
    keywords: { number: 'character_string1', state: 'phrase2', unit: 'thing3', time: 'time4' },
  },
  survey: { id: 'demo-template-survey', keywords: { number: 'character_string1', question: 'thing2' } },
}

const TITLES = { progress: '诉求办理进度通知', survey: '诉求办理回访通知' } as const
const LABELS: Readonly<Record<string, string>> = {
  number: '工单编号',
  state: '办理状态',
  unit: '承办单位',
  time: '更新时间',
  question: '回访问题',
}

/** What the platforms' consoles hold for a city with these settings. */
export function credentialsOf(settings: ChannelSettings): SimulatorCredentials {
  return {
    wechat: {
      ...settings.wechat,
      templates: templatesOf(settings.wechat.notices),
      templateMessages: templatesOf(settings.wechat.templates),
    },
    miniProgram: { ...settings.miniProgram, templates: templatesOf(settings.miniProgram.notices) },
    weibo: settings.weibo,
    webFormKey: [Object.values(settings.webForm.sites)[0]?.key ?? ''].flat()[0] ?? '',
    ivrKey: firstKey(settings.ivr.centres),
    emailKey: firstKey(settings.email.gateways),
    smsKey: firstKey(settings.sms.gateways),
    gatewayKey: DEMO_GATEWAY_KEY,
  }
}

function templatesOf(notices: NoticeTemplates | undefined): PlatformTemplate[] {
  return (['progress', 'survey'] as const).flatMap((name) => {
    const template: NoticeTemplate | undefined = notices?.[name]
    if (!template) return []
    const keywords = Object.entries(template.keywords).map(([field, keyword]) => [keyword, LABELS[field] ?? field])
    return [{ id: template.id, title: TITLES[name], keywords: Object.fromEntries(keywords), longTerm: false }]
  })
}

function firstKey(ring: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.values(ring).flat()[0] ?? ''
}
