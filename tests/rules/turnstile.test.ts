import { expect, it } from 'vitest'
import { createTurnstile } from '../../bot/channels/outbound/turnstile.ts'

/** Work that ends when it is told to. */
function work() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { end, run: () => ended }
}

it('lets so many through at once, the others in their order', async () => {
  const pass = createTurnstile(2, 10_000, () => new Error('full'))
  const order: number[] = []
  const jobs = [1, 2, 3, 4].map((number) => ({ number, ...work() }))
  const all = jobs.map(({ number, run }) =>
    pass(async () => {
      order.push(number)
      await run()
    }),
  )
  await Promise.resolve()
  expect(order).toEqual([1, 2])
  for (const { end } of jobs) end()
  await Promise.all(all)
  expect(order).toEqual([1, 2, 3, 4])
})

it('sends away who has waited too long, and gives the place to the next one', async () => {
  const pass = createTurnstile(1, 5, () => new Error('full'))
  const first = work()
  const running = pass(first.run)
  await expect(pass(async () => 'late')).rejects.toThrow('full')
  first.end()
  await running
  expect(await pass(async () => 'next')).toBe('next')
})

it('a failure frees the place', async () => {
  const pass = createTurnstile(1, 5, () => new Error('full'))
  await expect(pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await pass(async () => 'next')).toBe('next')
})
