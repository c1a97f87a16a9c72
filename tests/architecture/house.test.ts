import { describe, expect, it } from 'vitest'
import { offences, readHouse, sourceFile } from './house.ts'

describe('the house keeps to its map', () => {
  const house = readHouse('.')

  it('was read', () => {
    expect(house.length).toBeGreaterThan(15)
    expect(house.some((file) => file.imports.length > 0)).toBe(true)
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
    ['schema/ticket/x.rules.ts', "import { a } from './x.store.ts'", 'rules are pure'],
    ['schema/ticket/x.rules.ts', 'const now = new Date()', 'now as an argument'],
    ['schema/ticket/x.service.ts', "import { Schema } from 'mongoose'", 'mongoose outside its home'],
    ['bot/dialog/x.ts', "const a = process.env['A']", 'only the config does'],
    ['bot/dialog/x.ts', "import { a } from '../channels/simulator/index.ts'", 'pretend'],
    ['api/http/x.ts', "const a = await import('../../tests/support/x.ts')", 'must not know its tests'],
  ])('%s: %s', (path, text, sentence) => {
    expect(offences([sourceFile(path, text)]).join('\n')).toContain(sentence)
  })
})
