import { expect, it } from 'vitest'
import { batched } from '../../api/graphql/batch.ts'

it('asks once for all that is asked in the same tick, and again later', async () => {
  const asked: string[][] = []
  const of = batched((keys) => {
    asked.push([...keys])
    return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.length])))
  })
  expect(await Promise.all([of('a'), of('bb'), of('a'), of('none')])).toEqual([1, 2, 1, undefined])
  expect(await of('ccc')).toBe(3)
  expect(asked).toEqual([['a', 'bb', 'none'], ['ccc']])
})
