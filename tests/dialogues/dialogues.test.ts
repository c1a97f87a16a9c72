import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECORD_TYPES } from '../../api/runtime/records.ts'
import { Db } from '../../schema/kernel/db.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { Spine } from '../../schema/kernel/spine.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'
import { databaseUri } from '../support/jiesu.ts'
import { ANNOYED } from './annoyed.ts'
import { ASKING } from './asking.ts'
import { CHOICES } from './choices.ts'
import { COMMANDS } from './commands.ts'
import { CORRECTIONS } from './corrections.ts'
import { DANGER } from './danger.ts'
import type { Dialogue, TicketWanted } from './dialogue.ts'
import { LANGUAGES } from './languages.ts'
import { MEDIA } from './media.ts'
import { type Stage, play } from './play.ts'
import { QUESTIONS } from './questions.ts'
import { STRAIGHT } from './straight.ts'
import { TROUBLE } from './trouble.ts'

const THEMES: Readonly<Record<string, readonly Dialogue[]>> = {
  'said at once': STRAIGHT,
  'asked back': ASKING,
  'which of two': CHOICES,
  corrected: CORRECTIONS,
  'about a ticket': COMMANDS,
  questions: QUESTIONS,
  danger: DANGER,
  'pictures, places, voices': MEDIA,
  'other languages': LANGUAGES,
  'floods, abuse and nonsense': TROUBLE,
  'people as they are': ANNOYED,
}

let stage: Stage
beforeAll(async () => {
  const db = await Db.connect(databaseUri(process.env['TEST_MONGODB_URI'] ?? '', `d${randomBytes(6).toString('hex')}`))
  await db.ensureIndexes(RECORD_TYPES)
  const spine = new Spine(db)
  // A Wednesday morning, and a secret that is none.
  stage = {
    city: {
      db,
      spine,
      // Moves a little with every look, so that what was said first stands first.
      clock: { now: () => (stage.now = new Date(stage.now.getTime() + 1)) },
      sealer: createSealer('dialogues-of-the-tests-dialogues-of-the-tests'),
      registers: demoRegisters(),
    },
    now: new Date('2026-11-25T01:00:00Z'),
    announced: [],
  }
  spine.listen((published) => stage.announced.push(published))
})
afterAll(async () => {
  await stage.city.db.connection.dropDatabase()
  await stage.city.db.close()
})

it('the corpus has sixty dialogues and more, each under a name of its own', () => {
  const names = Object.values(THEMES).flatMap((theme) => theme.map(({ name }) => name))
  expect(names.length).toBeGreaterThanOrEqual(60)
  expect(new Set(names).size).toBe(names.length)
})

let index = 0
describe.each(Object.entries(THEMES))('%s', (_, dialogues) => {
  it.each(dialogues.map((dialogue) => [dialogue.name, dialogue] as const))('%s', async (_name, dialogue) => {
    index += 1
    const { heard, tickets } = await play(stage, dialogue, index)
    const script = dialogue.turns
      .map(([act], turn) => `> ${JSON.stringify(act)}\n${heard[turn]?.text ?? ''}`)
      .join('\n')
    for (const [turn, [, hears]] of dialogue.turns.entries()) {
      if (hears === null) expect(heard[turn]?.text, script).toBe('')
      else if (hears) expect(heard[turn]?.text, script).toMatch(hears)
    }
    expectEnd(dialogue, tickets, heard, script)
  })
})

function expectEnd(dialogue: Dialogue, tickets: readonly Ticket[], heard: readonly { text: string }[], script: string) {
  const { tickets: wanted = [], answer } = dialogue
  expect(
    tickets.map(({ text }) => text),
    script,
  ).toHaveLength(wanted.length)
  for (const [at, one] of wanted.entries()) expectTicket(tickets[at] as Ticket, one, script)
  if (answer) expect(heard.findLast(({ text }) => text)?.text, script).toMatch(answer)
  // Every dialogue ends in a complete ticket, an answer, or a human.
  const complete = tickets.every(({ organId, state }) => organId !== undefined || state === 'WITHDRAWN')
  expect(complete && (tickets.length > 0 || answer !== undefined), script).toBe(true)
}

function expectTicket(ticket: Ticket, wanted: TicketWanted, script: string): void {
  const { l1, l2, l3 } = ticket.category
  const { districtName, streetName, communityName, placeName } = ticket.place
  const where = [districtName, streetName, communityName, placeName].filter(Boolean).join(' ')
  if (wanted.text) expect(ticket.text, script).toMatch(wanted.text)
  if (wanted.place) expect(where, script).toMatch(wanted.place)
  if (wanted.category) expect([l1, l2, l3].filter(Boolean).join('/'), script).toMatch(wanted.category)
  if (wanted.kind) expect(ticket.kind, script).toBe(wanted.kind)
  if (wanted.urgency) expect(ticket.urgency, script).toBe(wanted.urgency)
  if (wanted.state) expect(ticket.state, script).toBe(wanted.state)
  for (const field of wanted.says ?? [])
    expect(
      ticket.evidence.map((one) => one.field),
      script,
    ).toContain(field)
  if (wanted.acts)
    expect(
      (ticket.citizenActs ?? []).map(({ act }) => act),
      script,
    ).toEqual(wanted.acts)
  if (wanted.review !== undefined) expect(ticket.needsReview === true, script).toBe(wanted.review)
  expect(ticket.callbackFor !== undefined, script).toBe(wanted.callback === true)
}
