import { expect, it } from 'vitest'
import { cityWords } from '../../schema/city-words.ts'
import { cutWords, teachWordsLater } from '../../schema/text/segment.ts'
import { demoRegisters } from '../support/demo-registers.ts'

it('texts are cut so that the city’s own names and matters stay whole, and these are only gathered when needed', () => {
  let gathered = 0
  teachWordsLater(() => {
    gathered += 1
    return cityWords(demoRegisters())
  })
  expect(gathered).toBe(0)
  const words = cutWords('光华路25号和平家园门口的雨水篦子坏了，飞线充电没人管')
  expect(words).toEqual(expect.arrayContaining(['光华路', '和平家园', '雨水篦子', '飞线充电']))
  cutWords('再来一句')
  expect(gathered).toBe(1)
})
