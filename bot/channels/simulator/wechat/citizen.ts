import { createHash } from 'node:crypto'
import type { Callback } from '../deliver.ts'
import type { Phone } from '../phone-book.ts'
import { type Act, CannotAct } from '../act.ts'
import type { Account } from './account.ts'
import { buildPush, type PushContent } from './push-builder.ts'
import type { SentNotice, WechatPlatform } from './platform.ts'

/** Does what the citizen does: shows it on the phone, keeps the platform's books, writes the callback. */
export function actOnWechat(platform: WechatPlatform, account: Account, phone: Phone, act: Act): Callback {
  const openid = phone.sender
  if (!/^[\w-]{6,64}$/.test(openid)) throw new CannotAct(account.channel, 'openid')
  account.meet(openid)
  const content = { ...headOf(account, openid, platform.now()), ...contentOf(platform, account, phone, act) }
  keepBooks(account, openid, act)
  return buildPush(account.channel, account.settings, openid, content, platform.now())
}

/** The report that a notice arrived, as it follows every notice. */
export function reportOfNotice(
  platform: WechatPlatform,
  account: Account,
  openid: string,
  notice: SentNotice,
): Callback {
  const reported = notice.by === 'template' ? jobFinished(notice) : noticeSent(notice)
  const content = { ...headOf(account, openid, platform.now()), ...reported }
  return buildPush(account.channel, account.settings, openid, content, platform.now())
}

const jobFinished = ({ msgid }: SentNotice): PushContent =>
  event('TEMPLATESENDJOBFINISH', { MsgID: BigInt(msgid), Status: 'success' })

function noticeSent(notice: SentNotice): PushContent {
  const row = { TemplateId: notice.templateId, MsgID: notice.msgid, ErrorCode: '0', ErrorStatus: 'success' }
  return event('subscribe_msg_sent_event', { SubscribeMsgSentEvent: { List: [row] } })
}

function headOf(account: Account, openid: string, now: Date): PushContent {
  const original = createHash('sha256').update(account.settings.appId).digest('hex').slice(0, 12)
  return { ToUserName: `gh_${original}`, FromUserName: openid, CreateTime: Math.floor(now.getTime() / 1000) }
}

const event = (name: string, more: PushContent = {}): PushContent => ({ MsgType: 'event', Event: name, ...more })

function contentOf(platform: WechatPlatform, account: Account, phone: Phone, act: Act): PushContent {
  const message = (type: string, more: PushContent): PushContent => ({
    MsgType: type,
    ...more,
    MsgId: BigInt(platform.nextMessageId()),
  })
  const mine = { from: 'citizen' } as const
  const ticket = () => createHash('sha256').update(platform.nextMessageId()).digest('base64url')
  const mediaId = (type: 'image' | 'voice' | 'video') =>
    account.media.keep(type, act.data === undefined ? undefined : Buffer.from(act.data, 'base64'))
  switch (act.kind) {
    case 'text': {
      const text = act.text ?? ''
      phone.show({ ...mine, kind: 'text', text })
      return message('text', { Content: text })
    }
    case 'menu-click':
      return menuClick(phone, act, message)
    case 'image':
      phone.show({ ...mine, kind: 'image', text: '' })
      return message('image', { PicUrl: `https://mmbiz.qpic.cn/${ticket()}/0`, MediaId: mediaId('image') })
    case 'voice':
      phone.show({ ...mine, kind: 'voice', text: act.recognised ?? '' })
      return message('voice', {
        MediaId: mediaId('voice'),
        Format: 'amr',
        ...(act.recognised !== undefined && { Recognition: act.recognised }),
      })
    case 'video':
      phone.show({ ...mine, kind: 'image', text: '' })
      return message('video', { MediaId: mediaId('video'), ThumbMediaId: ticket() })
    case 'location':
      phone.show({ ...mine, kind: 'location', text: act.label ?? '' })
      return message('location', {
        Location_X: String(act.latitude ?? 0),
        Location_Y: String(act.longitude ?? 0),
        Scale: '16',
        Label: act.label ?? '',
      })
    case 'follow':
      return event('subscribe', act.scene ? { EventKey: `qrscene_${act.scene}`, Ticket: ticket() } : { EventKey: '' })
    case 'unfollow':
      return event('unsubscribe', { EventKey: '' })
    case 'scan':
      return event('SCAN', { EventKey: act.scene ?? '', Ticket: ticket() })
    case 'consent': {
      const status = act.granted === false ? 'reject' : 'accept'
      const scene = account.channel === 'wechat' ? '1' : '0'
      const rows = chosenTemplates(account, act).map((template) => ({
        TemplateId: template.id,
        SubscribeStatusString: status,
        PopupScene: scene,
      }))
      return event('subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List: rows } })
    }
    default:
      throw new CannotAct(account.channel, act.kind)
  }
}

/** A row of a menu message comes as a text with the row's id; the account's own menu comes as an event. */
function menuClick(phone: Phone, act: Act, message: (type: string, more: PushContent) => PushContent): PushContent {
  const menuId = act.menuId ?? ''
  const option = phone
    .messages()
    .flatMap((shown) => shown.menu?.options ?? [])
    .findLast(({ id }) => id === menuId)
  const text = act.text ?? option?.label ?? menuId
  phone.show({ from: 'citizen', kind: 'text', text })
  return option ? message('text', { Content: text, bizmsgmenuid: menuId }) : event('CLICK', { EventKey: menuId })
}

function keepBooks(account: Account, openid: string, act: Act): void {
  switch (act.kind) {
    case 'unfollow':
      return account.unfollow(openid)
    case 'follow':
    case 'scan':
      account.follow(openid)
      return account.allowances.grant(openid, 'act')
    case 'menu-click':
      return account.allowances.grant(openid, 'act')
    case 'consent':
      for (const template of chosenTemplates(account, act)) {
        if (act.granted === false) account.consents.refuse(openid, template)
        else account.consents.grant(openid, template)
      }
      return
    default:
      // Only followers can write to a service account, so whoever writes is one.
      account.follow(openid)
      account.allowances.grant(openid, 'message')
  }
}

function chosenTemplates(account: Account, act: Act) {
  return account.settings.templates.filter(({ id }) => act.templateIds?.includes(id) ?? true)
}
