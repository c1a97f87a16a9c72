import { until } from './jiesu.ts'

/** What stands in a citizen's chat; see bot/channels/simulator. */
export interface Bubble {
  id: number
  from: 'citizen' | 'city'
  kind: string
  text: string
  menu?: { head: string; options: { id: string; label: string }[] }
  notice?: { title: string; fields: unknown }
  means?: string
}

/** A citizen's phone, reached over HTTP as the page reaches it. */
export function createPhone(simulator: string, channel: string, sender: string) {
  const at = `${simulator}/phones/${encodeURIComponent(channel)}/${encodeURIComponent(sender)}`
  const say = async (act: Record<string, unknown>) => {
    const response = await fetch(`${at}/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    })
    return (await response.json()) as { status: number; tries: number }
  }
  const bubbles = () => readStream(`${at}/events`)
  return {
    sender,
    say,
    write: (text: string) => say({ kind: 'text', text }),
    bubbles,
    /** What the city has said so far. */
    heard: async () => (await bubbles()).filter((bubble) => bubble.from === 'city'),
    /** Waits for something the city says. */
    hears: (words: RegExp) =>
      until(`${sender} hears ${String(words)}`, async () =>
        (await bubbles()).findLast((bubble) => bubble.from === 'city' && words.test(textOf(bubble))),
      ),
    /** Taps the option with this label in the newest menu that has it. */
    tap: async (label: string) => {
      const option = await until(`a menu with ${label}`, async () =>
        (await bubbles())
          .toReversed()
          .flatMap((bubble) => bubble.menu?.options ?? [])
          .find((candidate) => candidate.label === label),
      )
      return say({ kind: 'menu-click', text: label, menuId: option.id })
    },
  }
}

export type Phone = ReturnType<typeof createPhone>

export function textOf(bubble: Bubble): string {
  const fields = bubble.notice ? JSON.stringify(bubble.notice) : ''
  return [bubble.menu?.head, bubble.text, fields].filter(Boolean).join('\n')
}

/** The events that stand in the stream already: it is read until it goes quiet for a moment. */
async function readStream(url: string): Promise<Bubble[]> {
  const controller = new AbortController()
  const response = await fetch(url, { signal: controller.signal })
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const quiet = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 25))
    const chunk = await Promise.race([reader?.read(), quiet])
    if (!chunk || chunk.done) break
    text += decoder.decode(chunk.value, { stream: true })
  }
  controller.abort()
  return text
    .split('\n\n')
    .map((block) => /^data: (.*)$/m.exec(block)?.[1])
    .filter((data) => data !== undefined)
    .map((data) => JSON.parse(data) as Bubble)
}
