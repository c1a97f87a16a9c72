import { expect, it } from 'vitest'
import { classify } from '../../schema/classify/classify.rules.ts'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { detailSlots } from '../../schema/demo/details.rules.ts'
import { THEMES } from '../../schema/demo/draft.rules.ts'
import { HAPPENINGS } from '../../schema/demo/happenings.ts'
import { say } from '../../schema/demo/phrase.rules.ts'
import { fittingStreets, sharedNames, whereabouts } from '../../schema/demo/where.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()
const streets = [...gazetteer.streets.values()]
const shared = sharedNames(streets)
const chance = chanceFrom('themes')
const details = detailSlots(chance)

/** Each template said six times in six places. */
const said = [...THEMES, ...HAPPENINGS.map(({ theme }) => theme)].flatMap((theme) =>
  theme.texts.flatMap((template) =>
    Array.from({ length: 6 }, () => {
      const street = chance.pick(fittingStreets(streets, template, theme.place === 'town'))
      const district = gazetteer.districts.get(street.districtId)
      if (!district) throw new Error(street.districtId)
      const places = whereabouts({ street, district, shared, chance })
      return { theme, street, text: say(template, chance, (name) => places(name) ?? details(name)) }
    }),
  ),
)
const share = (holds: (one: (typeof said)[number]) => boolean) => said.filter(holds).length / said.length

const branch = (text: string) => `${classify(text).category.l1}/${classify(text).category.l2}`

/** The demo's words and the first understanding were written apart and have to agree. */
it('what the demo city says is understood as it was meant', () => {
  expect(said.length).toBeGreaterThan(1000)
  expect(share(({ theme, text }) => classify(text).kind.code === theme.kind)).toBeGreaterThan(0.97)
  expect(share(({ theme, text }) => theme.category.startsWith(`${classify(text).category.l1}/`))).toBeGreaterThan(0.92)
  expect(share(({ theme, text }) => branch(text) === theme.category)).toBeGreaterThan(0.88)
})

it('and found where it was put', () => {
  const placed = said.filter(({ theme, text }) => theme.place !== 'none' && !theme.id.startsWith('hot-') && text !== '')
  const right = placed.filter(({ street, text }) => locate(gazetteer, { text })?.streetId === street.id)
  expect(right.length / placed.length).toBeGreaterThan(0.97)
})
