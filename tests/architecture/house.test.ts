import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flowTable } from '../../jobs/flow.ts'
import { EVENT_JOBS, SCHEDULED_JOBS } from '../../jobs/index.ts'
import { EVENTS } from '../../schema/kernel/events.ts'
import { offences, readHouse, sourceFile } from './house.ts'

describe('the house keeps to its map', () => {
  const house = readHouse('.')

  it('was read', () => {
    expect(house.length).toBeGreaterThan(150)
    expect(house.some((file) => file.imports.length > 3)).toBe(true)
  })

  it('has no offence', () => {
    expect(offences(house)).toEqual([])
  })
})

describe('a planted violation is seen', () => {
  it.each([
    ['bot/dialog/x.ts', "import { a } from '../../jobs/queue.ts'", 'bot must not know jobs'],
    ['jobs/x.job.ts', "import { a } from '../api/http/app.ts'", 'jobs must not know api'],
    ['schema/ticket/x.ts', "import {\n  a,\n} from '../../bot/dialog/x.ts'", 'schema must not know bot'],
    ['api/http/x.ts', "import Bull from 'bull'", 'bull outside its home'],
    ['schema/ticket/x.ts', "import Koa from 'koa'", 'koa outside its home'],
    ['jobs/x.job.ts', "import { Wechaty } from 'wechaty'", 'wechaty outside its home'],
    ['bot/dialog/x.ts', "import type { Filter } from 'mongodb'", 'mongodb outside its home'],
    ['schema/ticket/x.rules.ts', "import { a } from './x.store.ts'", 'rules are pure'],
    ['schema/ticket/x.rules.ts', 'const now = new Date()', 'now as an argument'],
    ['schema/ticket/x.service.ts', "import { Schema } from 'mongoose'", 'mongoose outside its home'],
    ['schema/ticket/x.service.ts', "import { a } from '../survey/survey.rules.ts'", 'data flows the other way'],
    ['schema/kernel/x.ts', "import type { A } from '../ticket/ticket.rules.ts'", 'data flows the other way'],
    ['api/embedded/store/x.ts', "import { a } from '../../../schema/kernel/db.ts'", 'knows nothing of hotlines'],
    ['bot/dialog/x.ts', "const a = process.env['A']", 'only the config does'],
    ['bot/dialog/x.ts', "import { a } from '../channels/simulator/index.ts'", 'pretend'],
    ['api/http/x.ts', "const a = await import('../../tests/support/x.ts')", 'must not know its tests'],
    ['api/http/x.ts', 'export default 1', 'default export'],
  ])('%s: %s', (path, text, sentence) => {
    expect(offences([sourceFile(path, text)]).join('\n')).toContain(sentence)
  })
})

describe('the flow', () => {
  it('stands in ARCHITECTURE.md as the jobs have it', () => {
    const document = readFileSync('ARCHITECTURE.md', 'utf8')
    const written = /<!-- flow -->\n([\s\S]*?)\n<!-- \/flow -->/.exec(document)?.[1]
    expect(written).toBe(flowTable())
  })

  it('every job has a name of its own, and an event is the work of one part', () => {
    const names = [...EVENT_JOBS, ...SCHEDULED_JOBS].map((job) => job.name)
    expect(new Set(names).size).toBe(names.length)
    // The sweep of one part puts off an event for all: two parts would wait for each other.
    for (const event of EVENTS) {
      const parts = new Set(EVENT_JOBS.filter((job) => job.on.includes(event)).map((job) => job.part))
      expect(parts.size).toBeLessThanOrEqual(1)
    }
  })
})
