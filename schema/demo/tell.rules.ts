import type { Registers } from '../city.ts'
import type { Street } from '../territory/territory.rules.ts'
import type { Chance } from '../kernel/chance.ts'
import { detailSlots } from './details.rules.ts'
import type { Draft } from './draft.rules.ts'
import { say } from './phrase.rules.ts'
import { inTheVoiceOf } from './voice.rules.ts'
import { type Scene, fittingStreets, sharedNames, whereabouts } from './where.rules.ts'

/** A request in words, as it came in. */
export interface Told {
  at: Date
  channel: string
  /** The same citizen has the same name here; no person stands behind it. */
  citizen: string
  text: string
  point?: { latitude: number; longitude: number; datum: 'WGS84' }
}

const DAY = 86_400_000
/** How many earlier requests to look back on when somebody writes again. */
const LOOK_BACK = 400
/** Templates that were just used are passed over. */
const FRESH = 20

/** Turns drafts into words, one after the other: no text twice, and some of them a second call about an earlier one. */
export function createTeller(registers: Registers, chance: Chance): (draft: Draft) => Told {
  const { districts, streets } = registers.gazetteer
  const shared = sharedNames(streets.values())
  const details = detailSlots(chance)
  const said = new Set<string>()
  const templates: string[] = []
  const earlier: { told: Told; core: string }[] = []

  const fresh = (draft: Draft): string => {
    const unused = draft.theme.texts.filter((text) => !templates.includes(text))
    const template = chance.pick(unused.length > 0 ? unused : draft.theme.texts)
    templates.push(template)
    if (templates.length > FRESH) templates.shift()
    return template
  }

  /** Streets by the number of people in them. */
  const fitting = new Map<string, Street[]>()
  const streetFor = ({ streetId, theme }: Draft, template: string): Street => {
    const fixed = streetId && streets.get(streetId)
    if (fixed) return fixed
    const known = fitting.get(template) ?? fittingStreets([...streets.values()], template, theme.place === 'town')
    fitting.set(template, known)
    return chance.pickWeighted(known, ({ population = 1 }) => population)
  }

  /** Nobody calls again on the same day. */
  const somethingEarlier = (at: Date) => {
    const old = earlier.filter(({ told }) => at.getTime() - told.at.getTime() > DAY)
    return old.length > 0 ? chance.pick(old) : undefined
  }

  return (draft) => {
    const { at, channel } = draft
    const before = draft.again ? somethingEarlier(at) : undefined
    if (before) {
      const { citizen, channel: same, point } = before.told
      const again = distinct(said, () => inTheVoiceOf(same, before.core, chance, true))
      return { at, channel: same, citizen, text: again, ...(point && { point }) }
    }
    const template = fresh(draft)
    const street = streetFor(draft, template)
    const district = districts.get(street.districtId)
    if (!district) throw new Error(`street ${street.id} lies in no district`)
    let core = ''
    let point: Told['point']
    const text = distinct(said, () => {
      const scene: Scene = { street, district, shared, chance }
      const places = whereabouts(scene)
      core = say(template, chance, (name) => places(name) ?? details(name))
      const spot = scene.lastPlace?.point
      point = spot && { longitude: spot[0], latitude: spot[1], datum: 'WGS84' }
      return inTheVoiceOf(channel, core, chance)
    })
    const sends = draft.theme.place !== 'none' && channel !== 'ivr' && channel !== 'weibo' && chance.happens(0.4)
    const told: Told = { at, channel, citizen: draft.citizen, text, ...(sends && point && { point }) }
    if (draft.theme.kind === 'HELP' || draft.theme.kind === 'COMPLAINT') {
      earlier.push({ told, core })
      if (earlier.length > LOOK_BACK) earlier.shift()
    }
    return told
  }
}

/** Says it again until it is new; after some tries takes it as it is. */
function distinct(said: Set<string>, speak: () => string): string {
  let text = speak()
  for (let tries = 0; said.has(text) && tries < 12; tries++) text = speak()
  said.add(text)
  return text
}
