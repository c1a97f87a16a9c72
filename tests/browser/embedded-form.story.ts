import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHmac, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { until } from '../support/jiesu.ts'
import type { CityDesk } from './support/city.ts'
import type { Visitor } from './support/visitor.ts'

const KEY = 'key-of-the-portal-16'

/** A government site with a form of its own, on an origin of its own; its script is the README's. */
export async function openPortal() {
  const readme = readFileSync('bot/channels/web-form/README.md', 'utf8')
  const script = /```js\n(\/\*\* Sends the form[\s\S]*?)```/.exec(readme)?.[1]?.replace('export ', '') ?? ''
  const server = createServer((request, response) => {
    const type = request.url === '/form.js' ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type })
    response.end(
      type === 'text/javascript' ? script : '<!doctype html><script src="/form.js"></script><h1>门户网站</h1>',
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    settings: JSON.stringify({ portal: { key: KEY, origins: [origin] } }),
    ticket(forOrigin = origin): string {
      const head = `portal.${Math.floor(Date.now() / 1000) + 3600}.${randomUUID()}`
      return `${head}.${createHmac('sha256', KEY).update(`ticket.${head}.${forOrigin}`).digest('hex')}`
    },
    close: () => server.close(),
  }
}

export type Portal = Awaited<ReturnType<typeof openPortal>>

/** What a browser makes of our CORS answers: it asks first, posts, and reads what is said. */
export function tellEmbeddedFormStory(visitor: () => Visitor, desk: () => CityDesk, portal: () => Portal): void {
  const send = async (origin: string, ticket: string, text: string) => {
    // A header of the visit's own would go along to the city, and be asked about first.
    const { page } = await visitor().visit(origin, { extraHTTPHeaders: {} })
    return page.evaluate<string>(
      `sendForm(${JSON.stringify(visitor().url)}, ${JSON.stringify(ticket)}, { text: ${JSON.stringify(text)} })
        .then(() => 'taken', (error) => error.message)`,
    )
  }

  it('takes a form from a page of a listed site, which reads the answer', async () => {
    const { origin, ticket } = portal()
    expect(await send(origin, ticket(), '滨江公园门口的长椅坏了，请派人来修')).toBe('taken')
    expect(await send(origin, ticket('http://elsewhere.example'), '滨江公园门口的长椅坏了')).toBe('403 票据不符')
    await until('a ticket of the portal', async () => {
      const { tickets } = await desk().ask<{ tickets: { edges: { node: { site: string | null } }[] } }>(
        '{ tickets(filter: { channel: "web-form" }, first: 50) { edges { node { site } } } }',
      )
      return tickets.edges.some(({ node }) => node.site === 'portal')
    })
  })

  it('tells a page of any other site nothing', async () => {
    const { origin, ticket } = portal()
    const stranger = origin.replace('127.0.0.1', 'localhost')
    expect(await send(stranger, ticket(stranger), '滨江公园门口的长椅坏了')).toBe('Failed to fetch')
  })
}
