import { describe, expect, it } from 'vitest'
import { comparable, likeness, marksOf, plainLetters } from '../../schema/text/likeness.rules.ts'

const alike = (a: string, b: string) => likeness(comparable(a), comparable(b))
const LONG =
  '我们小区南门口的早餐摊每天五点就开始炒菜，油烟直接排到二楼窗户，排风扇一响就是一上午，家里有老人和孩子，窗户不敢开，跟摊主说过几次都不听。'

describe('what is compared of a text', () => {
  it.each([
    ['尊敬的领导：您好！光华路的路灯不亮了，希望有关部门尽快处理，谢谢！', '光华路的路灯不亮了'],
    ['光华路，路灯不亮了！！！', '光华路路灯不亮了'],
    ['光華路路燈不亮了', '光华路路灯不亮了'],
    ['ＡＢＣ１２３', 'abc123'],
    ['您好，谢谢', '您好谢谢'],
    ['……', ''],
  ])('%s → %s', (text, letters) => {
    expect(plainLetters(text)).toBe(letters)
  })
})

describe('how alike two texts are', () => {
  it('greetings, punctuation and script make no difference', () => {
    expect(alike(LONG, `尊敬的领导，您好：${LONG.replaceAll('，', ' ')}希望有关部门尽快处理！`).same).toBe(true)
  })
  it('a part is contained in the whole', () => {
    const half = alike(LONG, LONG.slice(0, 40))
    expect(half.contained).toBe(1)
    expect(half.share).toBeLessThan(0.7)
  })
  it('other matters share nothing', () => {
    expect(alike(LONG, '请问公积金异地转移要带什么材料，窗口周末上班吗').share).toBeLessThan(0.02)
  })
  it('nothing said is like nothing', () => {
    expect(alike('', '')).toEqual({ same: false, share: 0, contained: 0, length: 0 })
  })
})

describe('marks a text is found by', () => {
  it('are at most six, in order, and those of the same words', () => {
    const marks = marksOf(LONG)
    expect(marks).toHaveLength(6)
    expect(marks).toEqual([...marks].sort((a, b) => a - b))
    expect(marksOf(`您好！${LONG}谢谢！`)).toEqual(marks)
    expect(marks.every((mark) => Number.isInteger(mark) && mark === (mark | 0))).toBe(true)
  })
  it('survive small changes', () => {
    const reworked = LONG.replace('五点', '四点半').replace('几次', '好多次')
    expect(marksOf(reworked).some((mark) => marksOf(LONG).includes(mark))).toBe(true)
  })
  it.each([
    ['灯不亮', 1],
    ['', 0],
    ['！！！', 0],
  ])('%s has %i', (text, count) => {
    expect(marksOf(text)).toHaveLength(count)
  })
})
