import { Puppet, throwUnsupportedError } from 'wechaty-puppet'

/**
 * What wechaty knows and a hotline does not have: rooms, friends, tags, files to send. The base class leaves these
 * names empty, and a skill that used one would get a TypeError.
 */
const UNSUPPORTED = [
  'contactAlias',
  'contactAvatar',
  'contactCorporationRemark',
  'contactDescription',
  'contactPhone',
  'contactSelfName',
  'contactSelfQRCode',
  'contactSelfSignature',
  'conversationReadMark',
  'friendshipAccept',
  'friendshipAdd',
  'friendshipRawPayload',
  'friendshipSearchHandle',
  'friendshipSearchPhone',
  'messageContact',
  'messageFile',
  'messageForward',
  'messageImage',
  'messageMiniProgram',
  'messageRecall',
  'messageSendContact',
  'messageSendFile',
  'messageSendMiniProgram',
  'messageSendPost',
  'postPublish',
  'postRawPayload',
  'postSearch',
  'roomAdd',
  'roomAnnounce',
  'roomAvatar',
  'roomCreate',
  'roomDel',
  'roomInvitationAccept',
  'roomInvitationRawPayload',
  'roomMemberList',
  'roomMemberRawPayload',
  'roomQRCode',
  'roomQuit',
  'roomRawPayload',
  'roomTopic',
  'tagContactAdd',
  'tagContactDelete',
  'tagContactList',
  'tagContactRemove',
  'tap',
  'tapSearch',
] as const

/** A puppet that refuses in words what it cannot do. */
export abstract class PuppetWithoutWire extends Puppet {
  static {
    for (const name of UNSUPPORTED) {
      Object.defineProperty(this.prototype, name, { value: refuse, writable: true, configurable: true })
    }
  }

  override ding(data?: string): void {
    this.emit('dong', { data: data ?? 'dong' })
  }
}

async function refuse(): Promise<never> {
  return throwUnsupportedError()
}
