import { request as httpRequest } from 'node:http'
import type { Context } from 'koa'
import type { City } from '../../schema/city.ts'
import { citizenKey } from '../../schema/citizen/citizen.store.ts'
import { SCENARIOS } from '../../schema/demo/scenarios.ts'
import type { StaffIdentity } from '../../schema/staff/staff.rules.ts'
import { ticketsOfCitizen } from '../../schema/ticket/ticket.store.ts'
import type { Tokens } from '../auth/tokens.ts'

const ROOT = '/phone/wire'

/** Who acts on the staff half of the phone page. */
const DEMO_DESK: StaffIdentity = { username: 'demo-desk', displayName: '演示台', role: 'dispatcher' }

export interface DemoWire {
  city: City
  tokens: Tokens
  /** The pretend platforms' own address. */
  simulator: string
}

/**
 * What the phone page needs and no real city has: a staff session without a password, and the citizen's phone, which
 * the pretend platforms hold. True when the request was for it. Only plugged in with demo data and pretend platforms.
 */
export async function serveDemoWire(context: Context, { city, tokens, simulator }: DemoWire): Promise<boolean> {
  const path = context.path.startsWith(`${ROOT}/`) ? context.path.slice(ROOT.length) : undefined
  if (path === undefined) return false
  if (path === '/session' && context.method === 'POST') {
    const session = await tokens.issue({ type: 'staff', ...DEMO_DESK }, city.clock.now())
    context.body = { ...session, staff: { displayName: DEMO_DESK.displayName } }
  } else if (path === '/scenarios') {
    context.body = SCENARIOS
  } else if (path === '/case') {
    context.body = await caseOf(city, String(context.query['channel']), String(context.query['sender']))
  } else if (path.startsWith('/phones/') || path === '/calls') {
    await pass(context, simulator + path + context.search)
  }
  return true
}

/** The newest ticket of this phone. */
async function caseOf(city: City, channel: string, sender: string): Promise<{ number: string | null }> {
  const [ticket] = await ticketsOfCitizen(city.db, citizenKey(city.sealer, channel, sender), 1)
  return { number: ticket?._id ?? null }
}

/** Passes the request on to the pretend platforms and streams back what they say. */
function pass(context: Context, target: string): Promise<void> {
  context.respond = false
  const { req, res } = context
  return new Promise((resolve) => {
    const headers = { 'content-type': context.get('content-type'), accept: context.get('accept') }
    const onward = httpRequest(target, { method: context.method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, {
        'content-type': answer.headers['content-type'] ?? 'application/json',
        'cache-control': 'no-store',
      })
      answer.pipe(res)
    })
    onward.on('error', () => {
      if (!res.headersSent) res.writeHead(502)
      res.end()
    })
    res.once('close', () => {
      onward.destroy()
      resolve()
    })
    req.pipe(onward)
  })
}
