import type { PlatformTemplate } from '../credentials.ts'
import type { Phone } from '../phone-book.ts'
import type { Account } from './account.ts'
import { faultyKeyword } from './keyword-checks.ts'

const MAX_TEXT_BYTES = 2048

/** What a call does: an errcode, or an effect on a phone. */
export type Outcome = { errcode: number; errmsg: string } | { show: (phone: Phone) => void; msgid?: string }

export type Body = Readonly<Record<string, unknown>>

const refused = (errcode: number, errmsg: string): Outcome => ({ errcode, errmsg })

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `POST /cgi-bin/message/custom/send`: text, and for service accounts menus; within the allowance. */
export function customerMessage(account: Account, body: Body): Outcome {
  const message = body['msgtype'] === 'text' ? readText(body['text']) : readMenu(account, body)
  if ('errcode' in message) return message
  const openid = String(body['touser'])
  const errcode = account.allowances.take(openid)
  if (errcode === 45015) return refused(45015, 'response out of time limit or subscription is canceled')
  return errcode === 0 ? message : refused(45047, 'out of response count limit')
}

function readText(text: unknown): Outcome {
  const content = isBody(text) ? text['content'] : undefined
  if (!isText(content)) return refused(44004, 'empty content')
  if (Buffer.byteLength(content) > MAX_TEXT_BYTES) return refused(45002, 'content size out of limit')
  return { show: (phone) => phone.show({ from: 'city', kind: 'text', text: content, means: 'customer-message' }) }
}

function readMenu(account: Account, body: Body): Outcome {
  if (account.channel !== 'wechat' || body['msgtype'] !== 'msgmenu') return refused(40008, 'invalid message type')
  const menu = body['msgmenu']
  if (!isBody(menu) || !Array.isArray(menu['list'])) return refused(47001, 'data format error')
  const options = (menu['list'] as unknown[]).flatMap((option) =>
    isBody(option) && isText(option['id']) && isText(option['content'])
      ? [{ id: option['id'], label: option['content'] }]
      : [],
  )
  const [head, tail] = [menu['head_content'], menu['tail_content'] ?? '']
  if (!isText(head) || typeof tail !== 'string' || options.length === 0 || options.length !== menu['list'].length) {
    return refused(47001, 'data format error')
  }
  if (Buffer.byteLength(head) > MAX_TEXT_BYTES) return refused(45002, 'content size out of limit')
  return {
    show: (phone) =>
      phone.show({ from: 'city', kind: 'menu', text: head, menu: { head, options, tail }, means: 'menu' }),
  }
}

/**
 * `POST /cgi-bin/message/subscribe/bizsend` and `…/send`: the values first, then the consent, because a bad value must
 * not cost one.
 */
export function subscriptionNotice(account: Account, body: Body, msgid: string): Outcome {
  const template = account.template(body['template_id'])
  if (!template) return refused(40037, 'invalid template_id')
  const keyword = faultyKeyword(Object.keys(template.keywords), body['data'])
  if (keyword) return refused(47003, `argument invalid! data.${keyword}.value invalid`)
  const openid = String(body['touser'])
  if (!account.consents.take(openid, template)) {
    return account.channel === 'wechat' && !account.isFollower(openid)
      ? refused(43004, 'require subscribe')
      : refused(43101, 'user refuse to accept the msg')
  }
  return cardOf(template, body, msgid, 'subscription-notice')
}

/** `POST /cgi-bin/message/template/send`: to followers, without any consent. */
export function templateMessage(account: Account, body: Body, msgid: string): Outcome {
  const template = account.templateMessage(body['template_id'])
  if (!template) return refused(40037, 'invalid template_id')
  const keyword = faultyKeyword(Object.keys(template.keywords), body['data'])
  if (keyword) return refused(47003, `argument invalid! data.${keyword}.value invalid`)
  if (!account.isFollower(String(body['touser']))) return refused(43004, 'require subscribe')
  return cardOf(template, body, msgid, 'template-message')
}

function cardOf(template: PlatformTemplate, body: Body, msgid: string, means: string): Outcome {
  const data = body['data'] as Readonly<Record<string, { value: string }>>
  const fields = Object.entries(template.keywords).map(([name, label]) => ({ label, value: data[name]?.value ?? '' }))
  const { title } = template
  return {
    msgid,
    show: (phone) => phone.show({ from: 'city', kind: 'notice', text: title, notice: { title, fields }, means }),
  }
}
