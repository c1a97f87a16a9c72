import { afterAll, beforeAll, describe } from 'vitest'
import { ADMIN_PASSWORD, type TestJiesu, startTestJiesu } from '../support/jiesu.ts'
import { tellCitizenStory } from './citizen.story.ts'
import { tellConsoleStory } from './console.story.ts'
import { tellPhoneStory } from './phone.story.ts'
import { findChromium } from './support/chromium.ts'
import { type CityDesk, giveAPast, openCityDesk } from './support/city.ts'
import { type Visitor, openVisitor } from './support/visitor.ts'

const chromium = findChromium((line) => console.warn(line))

/** One system and one browser for all pages: starting them is the dear part. */
describe.skipIf(!chromium)('in a browser', { timeout: 90_000 }, () => {
  let jiesu: TestJiesu
  let visitor: Visitor
  let desk: CityDesk

  beforeAll(async () => {
    jiesu = await startTestJiesu()
    visitor = await openVisitor(chromium ?? '', jiesu.url)
    desk = openCityDesk(jiesu.url, await jiesu.signIn())
    await giveAPast(desk)
  })
  afterAll(async () => {
    await visitor?.leave()
    await jiesu?.stop()
  })

  describe('the phone page', () => tellPhoneStory(() => visitor))
  describe('the citizen pages', () =>
    tellCitizenStory(
      () => visitor,
      () => desk,
    ))
  describe('the console', () =>
    tellConsoleStory(
      () => visitor,
      () => desk,
      ADMIN_PASSWORD,
    ))
})
