import { describe, expect, it } from 'vitest'
import { readChoice } from '../../bot/dialog/choice.rules.ts'
import { matterName } from '../../bot/texts/matters.ts'
import { CATEGORIES } from '../../schema/classify/categories.ts'

describe('which of two is meant', () => {
  const names = ['住房物业、市政设施、水电气暖', '噪声、油烟、污水等污染'] as const
  it.each([
    ['1', 0],
    ['１。', 0],
    ['第一个', 0],
    ['选2', 1],
    ['后者', 1],
    ['the second', 1],
    ['3', 'neither'],
    ['都不是', 'neither'],
    ['Neither.', 'neither'],
    ['市政设施', 0],
    ['油烟', 1],
    ['噪声、油烟、污水等污染', 1],
    ['4', undefined],
    ['12', undefined],
    ['1号楼', undefined],
    ['还是没人来修', undefined],
    ['', undefined],
  ] as const)('%s → %s', (words, chosen) => {
    expect(readChoice(words, names)).toBe(chosen)
  })
})

it('every first-level category has a name in words that people use, in both languages', () => {
  for (const { name } of CATEGORIES) {
    expect(matterName(name, 'zh-Hans'), name).not.toBe(name)
    expect(matterName(name, 'en'), name).toMatch(/^[a-zA-Z ,]+$/)
  }
  expect(matterName('本市自设类别', 'zh-Hans')).toBe('本市自设类别')
})
