import type { ChannelSettings } from '../../bot/channels/open-channels.ts'
import { DEMO_GATEWAY_KEY, DEMO_NOTICES } from '../../bot/channels/simulator/credentials.ts'
import type { PushMode } from '../../bot/channels/wechat-platform/settings.ts'

/** The key the fixtures are sealed with. */
const AES_KEY = 'jiesuDemoEncodingAESKey00000000000000000000'

/** The settings the fixtures were recorded with. `bases` point at the pretend platforms where something is sent. */
export function demoSettings(
  given: { mode?: PushMode; wechatBase?: string; weiboBase?: string; gatewayBase?: string } = {},
): ChannelSettings {
  const { mode = 'plain', wechatBase = 'http://wechat.invalid', weiboBase = 'http://weibo.invalid' } = given
  const outbound = (kind: string) => ({
    url: `${given.gatewayBase ?? 'http://gateway.invalid'}/${kind}`,
    key: DEMO_GATEWAY_KEY,
  })
  const shared = { token: 'demo-token', aesKey: AES_KEY, mode, apiBase: wechatBase, notices: DEMO_NOTICES }
  return {
    wechat: { appId: 'wxdemo0000000001', appSecret: 'demo-secret', ...shared },
    miniProgram: { appId: 'wxdemo0000000002', appSecret: 'demo-mini-secret', state: 'formal', ...shared },
    weibo: { appSecret: 'demo-weibo-secret', accessToken: 'demo-weibo-token', apiBase: weiboBase },
    webForm: { sites: { 'demo-site': { key: 'demo-web-form-key', origins: ['https://www.example.gov.cn'] } } },
    ivr: { centres: { 'demo-centre': 'demo-ivr-key' } },
    email: { gateways: { 'demo-gateway': 'demo-email-key' }, outbound: outbound('email') },
    sms: { gateways: { 'demo-gateway': 'demo-sms-key' }, outbound: outbound('sms') },
    device: { sources: { '/drains/gh': 'demo-device-key' } },
  }
}
