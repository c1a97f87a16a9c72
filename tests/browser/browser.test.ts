import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { ADMIN_PASSWORD, type TestJiesu, startTestJiesu } from '../support/jiesu.ts'
import { tellCitizenStory, tellRushStory } from './citizen.story.ts'
import { tellConsoleStory } from './console.story.ts'
import { type Portal, openPortal, tellEmbeddedFormStory } from './embedded-form.story.ts'
import { tellPhoneStory } from './phone.story.ts'
import { openActingCitizen } from './support/acting-citizen.ts'
import { findChromium } from './support/chromium.ts'
import { type CityDesk, giveAPast, openCityDesk } from './support/city.ts'
import { type Visitor, openVisitor } from './support/visitor.ts'

const chromium = findChromium((line) => console.warn(line))

/** One system and one browser for all pages: starting them is the dear part. */
describe.skipIf(!chromium)('in a browser', { timeout: 90_000 }, () => {
  let jiesu: TestJiesu
  let visitor: Visitor
  let desk: CityDesk
  let portal: Portal

  beforeAll(async () => {
    portal = await openPortal()
    jiesu = await startTestJiesu({ env: { TRUST_PROXY: 'true', WEB_FORM_SITES: portal.settings } })
    visitor = await openVisitor(chromium ?? '', jiesu.url)
    desk = openCityDesk(jiesu.url, await jiesu.signIn())
    await giveAPast(desk)
  })
  afterEach(() => visitor.closePages())
  afterAll(async () => {
    await visitor?.leave()
    await jiesu?.stop()
    portal?.close()
  })

  describe('the phone page', () => tellPhoneStory(() => visitor))
  describe('the citizen pages', () =>
    tellCitizenStory(
      () => visitor,
      () => desk,
    ))
  describe('a form of another site', () =>
    tellEmbeddedFormStory(
      () => visitor,
      () => desk,
      () => portal,
    ))
  describe('the console', () =>
    tellConsoleStory(
      () => visitor,
      () => desk,
      () => openActingCitizen(jiesu),
      ADMIN_PASSWORD,
    ))
  describe('the form in a rush', () => tellRushStory(() => visitor))
})
