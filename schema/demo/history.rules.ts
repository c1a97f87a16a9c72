import type { Registers } from '../city.ts'
import { type Classification, classify } from '../classify/classify.rules.ts'
import { shanghaiDate } from '../calendar/calendar.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { type Street, locate } from '../territory/territory.rules.ts'
import { type Chance, chanceFrom } from './chance.rules.ts'
import { type Draft, draftRequests } from './draft.rules.ts'
import { detailSlots } from './details.rules.ts'
import { type Outcome, decideOutcome, diligence } from './outcome.rules.ts'
import { say } from './phrase.rules.ts'
import { inTheVoiceOf } from './voice.rules.ts'
import { fittingStreets, sharedNames, whereabouts } from './where.rules.ts'

/** A request of the demo city's past, and what became of it. */
export interface PastRequest extends Outcome {
  at: Date
  channel: string
  /** The same citizen has the same name here; no person stands behind it. */
  citizen: string
  text: string
  point?: { latitude: number; longitude: number; datum: 'WGS84' }
  /** The unit that dispatch gives it to, and why. */
  organId: string
  dispatchReasons: string[]
  /** What the unit answered. */
  reply: string
}

export interface HistoryWish {
  seed: number
  /** Requests of the whole ninety-one days, today's late ones included. */
  tickets: number
  now: Date
  registers: Registers
}

/**
 * Ninety days and today up to `now`, oldest first. Pure: the same seed, count and day give the same requests; an
 * earlier `now` of the same day gives the same ones without those that come later. The city rests and wakes with its
 * calendar, a few things happen in it (see happenings.ts), one street works worse and one better than the others.
 */
export function generateHistory({ seed, tickets, now, registers }: HistoryWish): PastRequest[] {
  const chance = chanceFrom(`${seed}:words`)
  const tell = teller(registers, chance)
  return draftRequests({ seed, tickets, now, registers })
    .map((draft) => {
      const told = tell(draft)
      return { ...told, ...become(seed, registers, draft, told, chance) }
    })
    .filter((request) => request.at <= now)
}

interface Told {
  at: Date
  channel: string
  citizen: string
  text: string
  point?: PastRequest['point']
}

/** How many earlier requests to look back on when somebody writes again. */
const LOOK_BACK = 400
/** Templates that were just used are passed over. */
const FRESH = 20

/** Turns drafts into words, one after the other: no text twice, and some of them a second call about an earlier one. */
function teller(registers: Registers, chance: Chance): (draft: Draft) => Told {
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
    return chance.pickWeighted(known, ({ population }) => population)
  }

  return (draft) => {
    const { at, channel } = draft
    const before = draft.again ? chance.pick(earlier.slice(-LOOK_BACK).filter(({ told }) => at > told.at)) : undefined
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
    let point: PastRequest['point']
    const text = distinct(said, () => {
      const where = whereabouts(street, district, shared, chance)
      core = say(template, chance, { ...details, ...where.slots })
      const spot = where.lastPlace()?.point
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

function become(seed: number, registers: Registers, draft: Draft, { text, point }: Told, chance: Chance) {
  const { gazetteer, calendar, organs, duties } = registers
  const found: Classification = classify(text)
  const decision = decideDispatch(
    { category: found.category, ...locate(gazetteer, { text, ...(point && { point }) }) },
    organs,
    duties,
  )
  const due = dueAt({ urgency: found.urgency.level, text, category: found.category }, calendar, draft.at)
  const limitH = (due.dueAt.getTime() - draft.at.getTime()) / 3_600_000
  const asked = { kind: found.kind.code, urgency: found.urgency.level, channel: draft.channel, limitH }
  const outcome = decideOutcome(asked, diligence(decision.organId, seed), chance)
  const replied = new Date(draft.at.getTime() + (outcome.repliedAfterH ?? 0) * 3_600_000)
  const reply = say(chance.pick(draft.theme.replies), chance, { ...detailSlots(chance), day: () => dayName(replied) })
  return { ...outcome, organId: decision.organId, dispatchReasons: decision.reasons, reply }
}

function dayName(at: Date): string {
  const [, month, day] = shanghaiDate(at).split('-')
  return `${Number(month)}月${Number(day)}日`
}
