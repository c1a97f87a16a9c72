import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

/**
 * `npm run story [-- --url http://127.0.0.1:4000]`: plays the WeChat journey against the running system and prints each
 * step with what went over the wire. Ends with exit code 1 where a step does not come.
 */
const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:4000' } } })
const base = values.url
const wire = `${base}/phone/wire`
const openid = `oStory${Date.now().toString(36)}`
const phone = `${wire}/phones/wechat/${openid}`

interface Delivery {
  status: number
  tries: number
  request: { url: string; body: string }
  response: { body: string }
}
interface Call {
  id: number
  path: string
  errcode?: number
  body: unknown
}
interface Ticket {
  number: string
  state: string
  kind: string
  tier: string
  organ: { id: string; name: string } | null
  category: { l1: string; l2: string | null }
  place: { districtName: string | null; streetName: string | null }
  clock: { dueAt: string; why: string }
  notices: { kind: string; state: string; means: string | null }[]
  survey: { solved: string | null; satisfaction: string | null } | null
}

const TICKET = `number state kind tier organ { id name } category { l1 l2 } place { districtName streetName }
  clock { dueAt why } notices { kind state means } survey { solved satisfaction }`

let seen = 0
const { token } = await post<{ token: string }>(`${wire}/session`, {})
await newCalls()

title('1', '市民在微信上说了一句话')
await citizen({ kind: 'text', text: '光华路188号门口的井盖坏了，晚上走路差点掉下去，请尽快来修' })

title('2', '归一、建单、派单；市民收到工单号')
const number = await until(
  '工单号',
  async () => (await get<{ number: string | null }>(`${wire}/case?channel=wechat&sender=${openid}`)).number,
)
const opened = await ticketWhen((ticket) => ticket.state === 'DISPATCHED' && ticket.notices[0]?.state === 'SENT')
show('工单', {
  工单号: opened.number,
  类型: opened.kind,
  分类: [opened.category.l1, opened.category.l2].filter(Boolean).join(' / '),
  地点: [opened.place.districtName, opened.place.streetName].filter(Boolean).join(' '),
  民生: opened.tier,
  承办: opened.organ?.name,
  时限: `${opened.clock.dueAt}（${opened.clock.why}）`,
})
await pushes()

const before = await score(opened.organ?.id)
title('3', '承办单位签收')
await staff('signTicket(number: $number)')
await ticketWhen((ticket) => ticket.notices.filter((notice) => notice.state === 'SENT').length >= 2)
await pushes()

title('4', '承办单位回复')
await staff('replyTicket(number: $number, text: "已更换井盖并设置警示牌，今晚起可安全通行。")')
await ticketWhen((ticket) => ticket.notices.filter((notice) => notice.state === 'SENT').length >= 3)
await pushes()

title('5', '办结，请市民评价')
await staff('closeTicket(number: $number)')
await ticketWhen((ticket) => ticket.notices.some((notice) => notice.kind === 'survey' && notice.state === 'SENT'))
await pushes()

title('6', '市民点选“已解决”，再写“满意”')
await citizen({ kind: 'menu-click', text: '已解决', menuId: `${number}:0:solved:SOLVED` })
await ticketWhen(
  (ticket) => ticket.notices.filter((notice) => notice.kind === 'survey' && notice.state === 'SENT').length === 2,
)
await pushes()
await citizen({ kind: 'text', text: '满意' })
const done = await ticketWhen((ticket) => ticket.survey?.satisfaction != null)
await ticketWhen((ticket) => ticket.notices.every((notice) => notice.state === 'SENT'))
await pushes()

title('7', '评价计入承办单位的三率')
show(done.organ?.name ?? '', { 之前: before, 之后: await score(done.organ?.id) })
console.log('\n故事讲完了。')

function title(step: string, text: string) {
  console.log(`\n${step}. ${text}`)
}

function show(name: string, value: unknown) {
  console.log(`   ${name} ${JSON.stringify(value, null, 2).replaceAll('\n', '\n   ')}`)
}

async function citizen(act: Record<string, unknown>) {
  const delivery = await post<Delivery>(`${phone}/say`, act)
  console.log(`   → POST ${delivery.request.url.replace(/^https?:\/\/[^/]+/, '')}`)
  console.log(`     ${delivery.request.body.replaceAll('\n', '\n     ')}`)
  console.log(`   ← ${delivery.status} ${delivery.response.body}（第 ${delivery.tries} 次送达）`)
  if (delivery.status !== 200) fail('回调没有被接受')
}

async function staff(mutation: string) {
  const query = `mutation ($number: ID!) { ${mutation} { state } }`
  const { errors, data } = await graphql<Record<string, { state: string }>>(query, { number })
  if (errors) fail(errors[0]?.message ?? '')
  console.log(`   → POST /graphql  mutation { ${mutation.replace('$number', number)} }`)
  console.log(`   ← ${JSON.stringify(data)}`)
}

async function newCalls(): Promise<Call[]> {
  const calls = await get<Call[]>(`${wire}/calls?since=${seen}`)
  seen = calls.at(-1)?.id ?? seen
  return calls
}

/** What our side called on the platform for this citizen since the last step. */
async function pushes() {
  for (const call of await newCalls()) {
    if (!JSON.stringify(call.body).includes(openid)) continue
    console.log(`   → 平台 ${call.path}`)
    console.log(`     ${JSON.stringify(call.body)}`)
    console.log(`   ← errcode ${call.errcode ?? 0}`)
  }
}

async function score(organId: string | undefined) {
  const query =
    '{ assessment { units { organ { id } validSurveys responseRate resolutionRate satisfactionRate score } } }'
  const { data } = await graphql<{ units: { organ: { id: string } }[] }>(query, {})
  const unit = data?.['assessment']?.units.find((candidate) => candidate.organ.id === organId)
  if (!unit) return '本期尚无办结'
  const { organ: _organ, ...rates } = unit
  return rates
}

function ticketWhen(ready: (ticket: Ticket) => boolean): Promise<Ticket> {
  return until('工单', async () => {
    const { data } = await graphql<Ticket>(`query ($number: ID!) { ticket(number: $number) { ${TICKET} } }`, { number })
    const ticket = data?.['ticket']
    return ticket && ready(ticket) ? ticket : null
  })
}

async function graphql<T>(query: string, variables: Record<string, unknown>) {
  return post<{ data: Record<string, T> | null; errors?: { message: string }[] }>(
    `${base}/graphql`,
    { query, variables },
    { authorization: `Bearer ${token}` },
  )
}

async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  return (await (await reach(url, init)).json()) as T
}

async function get<T>(url: string): Promise<T> {
  return (await (await reach(url)).json()) as T
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(() => fail(`连不上 ${base}，请先运行 npm start。`))
  if (response.status === 404) fail(`${base} 不是演示系统（没有 /phone）。`)
  return response
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
    const found = await look()
    if (found) return found
  }
  return fail(`等了 20 秒，没有等到${what}`)
}

function fail(sentence: string): never {
  console.error(`\n${sentence}`)
  process.exit(1)
}
