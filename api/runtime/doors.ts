import {
  type ChannelSettings,
  WECHAT_API_BASE,
  WEIBO_API_BASE,
  openChannels,
} from '../../bot/channels/open-channels.ts'
import type { ExchangePhoneNumber, SignInMiniProgram } from '../../schema/graph.ts'
import type { Channel, Clock, TokenShelf } from '../../schema/kernel/ports.ts'
import { DEMO_GATEWAY_KEY, DEMO_NOTICES, credentialsOf } from '../../bot/channels/simulator/credentials.ts'
import { type WechatyChannel, createWechatyChannel } from '../../bot/puppet/wechaty-channel.ts'
import { type Config, type Door, OFF, openDoors, pretends, wechatMode } from './config.ts'
import type { Teardown } from './teardown.ts'

export interface Doors {
  channels: ReadonlyMap<string, Channel>
  signInMiniProgram: SignInMiniProgram
  exchangePhoneNumber: ExchangePhoneNumber
  /** Silent, unless this process logs a puppet in. */
  wechaty: WechatyChannel
  /** Where the pretend platforms are, if any stands in. */
  simulator?: string
}

interface DoorDeps {
  clock: Clock
  /** Where the platforms' access tokens are shared between processes. */
  tokens?: TokenShelf
  /** Where this city's callbacks are reached. */
  webhookBase: string
  teardown: Teardown
}

/** Opens every door that is not closed; platforms without credentials are stood in for by pretend ones. */
export async function openDoorsOf(config: Config, deps: DoorDeps): Promise<Doors> {
  const pretend = pretends(config)
  const settings = channelSettings(config, pretend)
  const simulator = pretend.size > 0 ? await findOrStartSimulator(config, settings, deps) : undefined
  const { channels, signInMiniProgram, exchangePhoneNumber } = openChannels(
    {
      ...settings,
      ...(pretend.has('wechat') && { wechat: { ...settings.wechat, apiBase: `${simulator}/wechat` } }),
      ...(pretend.has('mini-program') && { miniProgram: { ...settings.miniProgram, apiBase: `${simulator}/wechat` } }),
      ...(pretend.has('email') && { email: { ...settings.email, outbound: pretendGateway(simulator, 'email') } }),
      ...(pretend.has('sms') && { sms: { ...settings.sms, outbound: pretendGateway(simulator, 'sms') } }),
      ...(pretend.has('weibo') && { weibo: { ...settings.weibo, apiBase: `${simulator}/weibo` } }),
    },
    { clock: deps.clock, ...(deps.tokens && { tokens: deps.tokens }) },
  )
  const open = new Set<string>(openDoors(config))
  const wechaty = createWechatyChannel()
  return {
    channels: new Map([...[...channels].filter(([name]) => open.has(name)), [wechaty.name, wechaty]]),
    wechaty,
    signInMiniProgram,
    exchangePhoneNumber,
    ...(simulator && { simulator }),
  }
}

/** The channels as parsers only: no platform, real or pretended, is called. */
export function openParsers(config: Config, clock: Clock): ReadonlyMap<string, Channel> {
  return openChannels(channelSettings(config, new Set()), { clock }).channels
}

function channelSettings(config: Config, pretend: ReadonlySet<Door>): ChannelSettings {
  // The pretend accounts come with templates; a real one has the ids of its own.
  const templatesOf = (door: Door) => (pretend.has(door) ? DEMO_NOTICES : {})
  // A notice may only open a mini-program that is linked to the account; the pretend accounts are linked.
  const linked = config.WECHAT_LINKED_MINIPROGRAM ?? (pretend.has('wechat') ? config.MINIPROGRAM_APP_ID : undefined)
  return {
    wechat: {
      appId: config.WECHAT_APP_ID,
      appSecret: config.WECHAT_APP_SECRET,
      token: config.WECHAT_TOKEN,
      ...(config.WECHAT_AES_KEY && { aesKey: config.WECHAT_AES_KEY }),
      ...(config.WECHAT_AES_KEY_PREVIOUS && { previousAesKey: config.WECHAT_AES_KEY_PREVIOUS }),
      mode: wechatMode(config),
      apiBase: config.WECHAT_API_BASE ?? WECHAT_API_BASE,
      notices: config.WECHAT_NOTICES ?? templatesOf('wechat'),
      ...(config.WECHAT_TEMPLATES && { templates: config.WECHAT_TEMPLATES }),
      ...(linked && { linkedMiniProgram: linked }),
    },
    miniProgram: {
      appId: config.MINIPROGRAM_APP_ID,
      appSecret: config.MINIPROGRAM_APP_SECRET,
      token: config.MINIPROGRAM_TOKEN,
      ...(config.MINIPROGRAM_AES_KEY && { aesKey: config.MINIPROGRAM_AES_KEY }),
      mode: config.MINIPROGRAM_AES_KEY ? 'safe' : 'plain',
      apiBase: config.WECHAT_API_BASE ?? WECHAT_API_BASE,
      notices: config.MINIPROGRAM_NOTICES ?? templatesOf('mini-program'),
      state: 'formal',
    },
    weibo: {
      appSecret: config.WEIBO_APP_SECRET,
      accessToken: config.WEIBO_ACCESS_TOKEN,
      apiBase: config.WEIBO_API_BASE ?? WEIBO_API_BASE,
      ...(config.WEIBO_SERVER_IP && { serverIp: config.WEIBO_SERVER_IP }),
    },
    webForm: { sites: formSites(config) },
    ivr: {
      centres: { ...config.IVR_KEYS, default: config.IVR_KEY },
      ...(config.IVR_VCON_KEYS && { vconKeys: config.IVR_VCON_KEYS }),
      ...(config.IVR_TWILIO_AUTH_TOKEN &&
        config.IVR_TWILIO_URL && { twilio: { authToken: config.IVR_TWILIO_AUTH_TOKEN, url: config.IVR_TWILIO_URL } }),
      ...(config.IVR_SURVEY_KEYS && { surveyKeys: config.IVR_SURVEY_KEYS }),
      transcriptWaitMs: config.IVR_TRANSCRIPT_WAIT_MINUTES * 60_000,
    },
    device: { sources: { '*': config.DEVICE_KEY, ...config.DEVICE_SOURCES } },
    email: {
      gateways: { default: config.EMAIL_KEY },
      ...gatewayOf(config.EMAIL_GATEWAY_URL, config.EMAIL_GATEWAY_KEY),
    },
    sms: { gateways: { default: config.SMS_KEY }, ...gatewayOf(config.SMS_GATEWAY_URL, config.SMS_GATEWAY_KEY) },
  }
}

const gatewayOf = (url: string | undefined, key: string | undefined) => (url && key ? { outbound: { url, key } } : {})

const pretendGateway = (simulator: string | undefined, kind: string) => ({
  url: `${simulator}/gateway/${kind}`,
  key: DEMO_GATEWAY_KEY,
})
/** The one key of before is the site `default`, which posts from its server only. */
function formSites({ WEB_FORM_KEY: key, WEB_FORM_SITES: sites }: Config): ChannelSettings['webForm']['sites'] {
  return { ...(key !== OFF && { default: { key, origins: [] } }), ...sites }
}

/** One pretend city serves all processes of an installation: whoever comes first starts it. */
async function findOrStartSimulator(config: Config, settings: ChannelSettings, deps: DoorDeps): Promise<string> {
  const port = config.SIMULATOR_PORT ?? (config.PORT === 0 ? 0 : config.PORT + 1)
  const there = `http://127.0.0.1:${port}`
  if (port !== 0 && (await isSimulator(there))) return there
  const { startSimulator } = await import('../../bot/channels/simulator/simulator.ts')
  const simulator = await startSimulator({
    port,
    webhookBase: deps.webhookBase,
    credentials: credentialsOf(settings),
    now: () => deps.clock.now(),
  })
  deps.teardown.add('simulator', () => simulator.stop())
  return simulator.url
}

async function isSimulator(url: string): Promise<boolean> {
  try {
    // Where nobody listens the refusal comes at once; one that is there may be slow on a busy machine.
    const answer = await fetch(`${url}/calls?since=999999999`, { signal: AbortSignal.timeout(5000) })
    return answer.ok && Array.isArray(await answer.json())
  } catch {
    return false
  }
}
