import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  DEMO_CREDENTIALS,
  SETTING_NAMES,
  open311Clients,
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
  EMAIL_KEY: 'off',
  SMS_KEY: 'off',
  OPEN311_KEYS: 'off',
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
    expect([...pretends(config)]).toEqual(['wechat', 'mini-program', 'weibo', 'email', 'sms'])
    const doors = ['wechat', 'mini-program', 'weibo', 'web-form', 'ivr', 'device', 'email', 'sms', 'open311']
    expect(openDoors(config)).toEqual(doors)
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

describe('call centres', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const PEM = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const jwk = publicKey.export({ format: 'jwk' })
  const keys = (value: unknown) => ({ IVR_VCON_KEYS: JSON.stringify({ default: value }) })

  it.each<[Record<string, string>, string | undefined]>([
    [{ IVR_KEYS: '{"east":"key-of-the-east"}' }, undefined],
    [{ IVR_KEYS: '{"east":"short"}' }, 'IVR_KEYS.east'],
    [{ IVR_KEYS: '{"a:b":"key-of-a-and-b"}' }, 'IVR_KEYS'],
    [keys(PEM), undefined],
    [keys([PEM, jwk]), undefined],
    [keys(privateKey.export({ format: 'jwk' })), 'IVR_VCON_KEYS'],
    [keys(privateKey.export({ type: 'pkcs8', format: 'pem' })), 'IVR_VCON_KEYS'],
    [keys({ kty: 'oct', k: 'shared' }), 'IVR_VCON_KEYS'],
    [keys(PEM.replace('MCow', 'ABCD')), 'IVR_VCON_KEYS'],
    [keys({ ...jwk, x: 'short' }), 'IVR_VCON_KEYS'],
    [{ IVR_TWILIO_AUTH_TOKEN: 'auth-token' }, 'IVR_TWILIO_URL'],
    [{ IVR_TWILIO_AUTH_TOKEN: 'auth-token', IVR_TWILIO_URL: 'https://hotline.example.gov.cn/channels/ivr' }, undefined],
    [{ IVR_SURVEY_KEYS: '[{"1":{"satisfaction":"SATISFIED","solved":"SOLVED"}}]' }, undefined],
    [{ IVR_SURVEY_KEYS: '[{"1":{"satisfaction":"GREAT"}}]' }, 'IVR_SURVEY_KEYS'],
    [{ IVR_TRANSCRIPT_WAIT_MINUTES: '0' }, 'IVR_TRANSCRIPT_WAIT_MINUTES'],
  ])('%j: %s', (env, problem) => {
    expect(problemsOf(env)).toEqual(problem ? [expect.stringContaining(problem)] : [])
  })
})

describe('DEVICE_SOURCES', () => {
  it('is a map of keys by source, two of them during a change', () => {
    const sources = { '/drains/gh': 'key-of-the-drains-01', '/power': ['key-of-the-power-02', 'key-of-the-power-01'] }
    expect(readConfig({ DEVICE_SOURCES: JSON.stringify(sources) }).DEVICE_SOURCES).toEqual(sources)
  })

  it.each(['{', '[]', '"key"', '{"/drains":"short"}', '{"/drains":[]}', '{"":"key-of-the-drains-01"}'])(
    'refuses %s',
    (text) => {
      expect(problemsOf({ DEVICE_SOURCES: text }).join()).toContain('DEVICE_SOURCES')
    },
  )
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

  it.each([
    'demo-app:demo-open311-key',
    'app:a-key-of-our-own-16,demo-app:demo-open311-key',
    'app:short',
    'a-key-of-our-own-16',
    'app:a-key-of-our-own-16,app:another-key-of-ours',
    'app:a-key-of-our-own-16,web:a-key-of-our-own-16',
  ])('refuses the Open311 clients %s', (keys) => {
    expect(problemsOf({ ...PRODUCTION, OPEN311_KEYS: keys }).join('\n')).toContain('OPEN311_KEYS')
  })

  it('takes several Open311 clients, each with a key of its own', () => {
    const config = readConfig({ ...PRODUCTION, OPEN311_KEYS: 'app:a-key-of-our-own-16, web:another-key-of-ours' })
    expect(open311Clients(config)).toEqual(
      new Map([
        ['a-key-of-our-own-16', 'app'],
        ['another-key-of-ours', 'web'],
      ]),
    )
    expect(open311Clients(readConfig(PRODUCTION))).toBeUndefined()
  })

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

describe('WEB_FORM_SITES', () => {
  const site = '{"portal":{"key":"key-of-the-portal-16","origins":["https://www.example.gov.cn"]}}'

  it('opens the door even without the one key of before', () => {
    const config = readConfig({ WEB_FORM_KEY: 'off', WEB_FORM_SITES: site })
    expect(openDoors(config)).toContain('web-form')
    expect(config.WEB_FORM_SITES?.['portal']?.origins).toEqual(['https://www.example.gov.cn'])
    expect(openDoors(readConfig({ WEB_FORM_KEY: 'off' }))).not.toContain('web-form')
  })

  it.each([
    ['{', 'must be JSON'],
    ['{"portal":{"key":"short"}}', 'at least 16'],
    ['{"portal":{"key":"key-of-the-portal-16","origins":["www.example.gov.cn"]}}', 'must be an origin'],
    ['{"portal":{"key":"key-of-the-portal-16","origins":["https://www.example.gov.cn/form"]}}', 'must be an origin'],
    ['{"po.rtal":{"key":"key-of-the-portal-16"}}', 'Invalid key'],
  ])('%s: %s', (text, problem) => {
    expect(problemsOf({ WEB_FORM_SITES: text }).join()).toContain(problem)
  })
})
