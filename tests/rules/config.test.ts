import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  DEMO_CREDENTIALS,
  SETTING_NAMES,
  openDoors,
  pretends,
  readConfig,
  wechatMode,
} from '../../api/runtime/config.ts'

const AES_KEY = 'a'.repeat(43)

const PRODUCTION = {
  NODE_ENV: 'production',
  SEED: 'none',
  MONGODB_URI: 'mongodb://db.example/jiesu',
  REDIS_URL: 'redis://redis.example',
  WECHAT_APP_ID: 'wx1234567890',
  WECHAT_APP_SECRET: 'secret-of-our-own',
  WECHAT_TOKEN: 'token-of-ours',
  MINIPROGRAM_APP_ID: 'off',
  WEIBO_APP_SECRET: 'off',
  WEB_FORM_KEY: 'off',
  IVR_KEY: 'key-of-the-call-centre',
  DEVICE_KEY: 'off',
  JWT_SECRET: 'j'.repeat(32),
  SEAL_SECRET: 's'.repeat(32),
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)]
  }
}

describe('an empty environment gives the demo', () => {
  const config = readConfig({})

  it('on embedded defaults, with the documented credentials', () => {
    expect(config).toMatchObject({ PORT: 4000, DATA_DIR: 'var', SEED: 'demo', WECHAT_TOKEN: 'demo-token' })
    expect(config.MONGODB_URI).toBeUndefined()
    expect([...pretends(config)]).toEqual(['wechat', 'mini-program', 'weibo'])
    expect(openDoors(config)).toEqual(['wechat', 'mini-program', 'weibo', 'web-form', 'ivr', 'device'])
  })

  it('empty values count as unset', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: '' })).toEqual(config)
  })
})

describe('WECHAT_MODE', () => {
  it.each([
    [{}, 'plain'],
    [{ WECHAT_AES_KEY: AES_KEY }, 'safe'],
    [{ WECHAT_AES_KEY: AES_KEY, WECHAT_MODE: 'compatible' }, 'compatible'],
  ])('%o → %s', (env, mode) => {
    expect(wechatMode(readConfig(env))).toBe(mode)
  })
})

describe('a bad config says every problem at once', () => {
  it('one line for each', () => {
    const problems = problemsOf({
      PORT: 'http',
      MONGODB_URI: 'postgres://x',
      WECHAT_AES_KEY: 'short',
      JWT_SECRET: 'short',
      WECHAT_NOTICES: '{',
    })
    expect(problems.map((problem) => problem.split(':')[0] ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      'JWT_SECRET',
      'MONGODB_URI',
      'PORT',
      'WECHAT_AES_KEY',
      'WECHAT_NOTICES',
    ])
  })

  it('safe mode needs a key', () => {
    expect(problemsOf({ WECHAT_MODE: 'safe' })).toEqual([expect.stringContaining('WECHAT_AES_KEY')])
  })
})

describe('production', () => {
  it('starts with values of its own; doors it does not want are off', () => {
    expect(problemsOf(PRODUCTION)).toEqual([])
    expect(openDoors(readConfig(PRODUCTION))).toEqual(['wechat', 'ivr'])
    expect(pretends(readConfig(PRODUCTION)).size).toBe(0)
  })

  it.each(Object.entries(DEMO_CREDENTIALS))('refuses the demo value of %s', (name, value) => {
    const group = { MINIPROGRAM_APP_ID: 'wx2', WEIBO_APP_SECRET: 'weibo-secret-of-ours' }
    expect(problemsOf({ ...PRODUCTION, ...group, [name]: value }).join('\n')).toContain(name)
  })

  it.each(['MONGODB_URI', 'REDIS_URL', 'JWT_SECRET', 'SEAL_SECRET', 'WECHAT_TOKEN', 'IVR_KEY'])(
    'refuses to go without %s',
    (name) => {
      expect(problemsOf({ ...PRODUCTION, [name]: '' })).toEqual([expect.stringContaining(name)])
    },
  )

  it('refuses the demo city', () => {
    expect(problemsOf({ ...PRODUCTION, SEED: 'demo' })).toEqual([expect.stringContaining('SEED')])
  })
})

it('.env.example names every setting, with the value that holds when it is unset', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const example = Object.fromEntries(
    lines
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  expect(Object.keys(example).sort()).toEqual([...SETTING_NAMES].sort())
  expect(readConfig(example)).toEqual(readConfig({}))
})
