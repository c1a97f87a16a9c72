import { describe, expect, it } from 'vitest'
import { buildCalendar } from '../../schema/calendar/calendar.rules.ts'
import { missingNeeds } from '../../schema/setup/setup.rules.ts'
import { type AccountWanted, newAccount } from '../../schema/staff/new-account.rules.ts'
import { cityName, hotlineName } from '../../schema/territory/city-name.rules.ts'
import { buildGazetteer } from '../../schema/territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'

const NOTHING = {
  gazetteer: buildGazetteer([], []),
  organs: new Map(),
  duties: [],
  calendar: buildCalendar([]),
  knowledge: [],
}

describe('a city that has only begun', () => {
  it('lacks everything, in the order in which it is put in', () => {
    expect(missingNeeds(NOTHING, false)).toEqual(['STAFF', 'TERRITORY', 'ORGANS', 'DUTIES', 'CALENDAR', 'KNOWLEDGE'])
  })

  it('lacks less with each register', () => {
    const registers = { ...NOTHING, gazetteer: buildGazetteer(DISTRICTS, STREETS) }
    expect(missingNeeds(registers, true)).toEqual(['ORGANS', 'DUTIES', 'CALENDAR', 'KNOWLEDGE'])
  })
})

describe('what the hotline is called', () => {
  it.each([
    [['澜城市', '澜城市'], '澜城12345'],
    [['杭州市'], '杭州12345'],
    [['锡林郭勒盟'], '锡林郭勒12345'],
    [['大理白族自治州'], '大理白族自治州12345'],
    [['澜城市', '杭州市', '杭州市'], '杭州12345'],
    [[], '12345热线'],
  ])('of districts in %j: %s', (cities, name) => {
    expect(hotlineName(cities.map((city) => ({ city })))).toBe(name)
  })

  it('is that of no city as long as there are no districts', () => {
    expect(cityName([])).toBeUndefined()
  })
})

describe('an account that is to be made', () => {
  const organs = new Map([['gh-jianguo', {}]])
  const made = (wanted: AccountWanted) => newAccount(wanted, organs, '用法')

  it('is the hotline’s, or that of somebody who works for a unit', () => {
    expect(made({ username: ' admin ', name: '管理员', role: 'admin' })).toEqual({
      username: 'admin',
      displayName: '管理员',
      role: 'admin',
    })
    expect(made({ username: 'li', name: '李敏', role: 'handler', organ: 'gh-jianguo' }).organId).toBe('gh-jianguo')
  })

  it.each([
    ['no name', { username: 'li', role: 'clerk' }, '用法'],
    ['no such role', { username: 'li', name: '李敏', role: 'boss' }, '用法'],
    ['a handler of no unit', { username: 'li', name: '李敏', role: 'handler' }, '要写 --organ'],
    ['a handler of an unknown unit', { username: 'li', name: '李敏', role: 'handler', organ: 'x' }, '没有编号为 x'],
  ])('is refused with %s', (_case, wanted, words) => {
    expect(() => made(wanted)).toThrow(words)
  })
})
