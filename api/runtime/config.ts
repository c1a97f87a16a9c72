import { createPublicKey } from 'node:crypto'
import { z } from 'zod'

/** The parts of the house that `--only` names. */
export const PARTS = ['api', 'bot', 'jobs'] as const
export type Part = (typeof PARTS)[number]

/** The fixed credentials of the demo; production refuses to start with any of them. */
export const DEMO_CREDENTIALS = {
  WECHAT_APP_ID: 'wxdemo0000000001',
  WECHAT_APP_SECRET: 'demo-secret',
  WECHAT_TOKEN: 'demo-token',
  WECHAT_AES_KEY: 'jiesuDemoEncodingAESKey00000000000000000000',
  MINIPROGRAM_APP_ID: 'wxdemo0000000002',
  MINIPROGRAM_APP_SECRET: 'demo-mini-secret',
  MINIPROGRAM_TOKEN: 'demo-mini-token',
  WEIBO_APP_SECRET: 'demo-weibo-secret',
  WEIBO_ACCESS_TOKEN: 'demo-weibo-token',
  WEB_FORM_KEY: 'demo-web-form-key',
  IVR_KEY: 'demo-ivr-key',
  DEVICE_KEY: 'demo-device-key',
  EMAIL_KEY: 'demo-email-key',
  SMS_KEY: 'demo-sms-key',
  OPEN311_KEYS: 'demo-app:demo-open311-key',
  JWT_SECRET: 'demo-jwt-secret-at-least-32-characters',
  SEAL_SECRET: 'demo-seal-secret-at-least-32-characters',
} as const

/** The credentials of each door. A door is closed by setting its first one to `off`. */
export const DOORS = {
  wechat: ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TOKEN'],
  'mini-program': ['MINIPROGRAM_APP_ID', 'MINIPROGRAM_APP_SECRET', 'MINIPROGRAM_TOKEN'],
  weibo: ['WEIBO_APP_SECRET', 'WEIBO_ACCESS_TOKEN'],
  'web-form': ['WEB_FORM_KEY'],
  ivr: ['IVR_KEY'],
  device: ['DEVICE_KEY'],
  email: ['EMAIL_KEY'],
  sms: ['SMS_KEY'],
  open311: ['OPEN311_KEYS'],
} as const satisfies Record<string, readonly (keyof typeof DEMO_CREDENTIALS)[]>

export type Door = keyof typeof DOORS

export const OFF = 'off'

const url = z.url('must be a URL')
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/, 'must be the 43 letters and digits of EncodingAESKey')
const key = (name: keyof typeof DEMO_CREDENTIALS) =>
  z.union([z.literal(OFF), z.string().min(8, 'too short')]).default(DEMO_CREDENTIALS[name])
const secret = (name: 'JWT_SECRET' | 'SEAL_SECRET') =>
  z.string().min(32, 'needs at least 32 characters').default(DEMO_CREDENTIALS[name])
const flag = z.enum(['true', 'false']).default('false')

/** The sites that embed a form of their own, as JSON: `{"portal": {"key": …, "origins": ["https://…"]}}`. */
const formKey = z.string().min(16, 'needs at least 16 characters')
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'must be an origin, like https://www.example.gov.cn',
})
const formSites = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('must be JSON')
      return z.NEVER
    }
  })
  .pipe(
    z.record(
      z.string().regex(/^[\w-]{1,40}$/, 'names are letters, digits, - and _'),
      z.object({ key: z.union([formKey, z.array(formKey).min(1).max(2)]), origins: z.array(origin).default([]) }),
    ),
  )
  .optional()

/** An account's subscription templates as JSON: `{"progress": {"id": …, "keywords": {"number": "character_string1", …}}}`. */
const template = z.object({ id: z.string().min(1), keywords: z.record(z.string(), z.string()) })
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue('must be JSON')
    return z.NEVER
  }
})
const notices = json.pipe(z.object({ progress: template.optional(), survey: template.optional() })).optional()

/** A public key a call centre signs its vCons with: PEM or JWK. A private or shared one has no business here. */
const publicKey = z
  .union([
    z.string().regex(/^-----BEGIN PUBLIC KEY-----/, 'must be a PEM public key'),
    z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), d: z.undefined('must not be a private key').optional() }),
  ])
  .refine(isPublicKey, 'is not a public key')
/** By centre; two of them during a key change. */
const vconKeys = json
  .pipe(z.record(z.string(), z.union([publicKey.transform((one) => [one]), z.array(publicKey).min(1).max(5)])))
  .optional()
const centreKeys = json.pipe(z.record(z.string().regex(/^[\w-]{1,40}$/), z.string().min(8, 'too short'))).optional()
/** What each key answers, question by question in the order they are asked. */
const surveyKeys = json
  .pipe(
    z
      .array(
        z.record(
          z.string().regex(/^[\d*]$/, 'must be a key'),
          z.object({
            solved: z.enum(['SOLVED', 'PARTLY', 'UNSOLVED']).optional(),
            satisfaction: z.enum(['SATISFIED', 'BASIC', 'UNSATISFIED']).optional(),
          }),
        ),
      )
      .min(1)
      .max(5),
  )
  .optional()

/** What the puppet's README calls its options. */
const puppetOptions = json.pipe(z.record(z.string(), z.unknown(), 'must be a JSON object')).optional()

/** Programs that may post, as `name:key` separated by commas. Names appear in tickets' sources, keys nowhere. */
const clientKeys = z
  .string()
  .default(DEMO_CREDENTIALS.OPEN311_KEYS)
  .refine((text) => text === OFF || readClientKeys(text) !== undefined, {
    error: 'must be name:key,… with names and keys of their own and keys of at least 16 characters',
  })

/** Names by key; undefined where the list is none. */
function readClientKeys(text: string): Map<string, string> | undefined {
  const pairs = text.split(',').map((pair) => /^\s*([\w.-]{1,50}):([\x21-\x2b\x2d-\x7e]{16,200})\s*$/.exec(pair))
  const names = new Set(pairs.map((pair) => pair?.[1]))
  const byKey = new Map(pairs.flatMap((pair) => (pair?.[1] && pair[2] ? [[pair[2], pair[1]] as const] : [])))
  return names.size === pairs.length && byKey.size === pairs.length ? byKey : undefined
}

/** Keys of device sources by the source's name, as JSON: `{"/drains/gh": "key", "/power": ["key", "key before"]}`. */
const sourceKey = z.string().min(16, 'needs at least 16 characters')
const deviceSources = json
  .pipe(z.record(z.string().min(1).max(200), z.union([sourceKey, z.array(sourceKey).min(1).max(2)])))
  .optional()

const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: flag,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  DATA_DIR: z.string().default('var'),
  SEED: z.enum(['demo', 'none']).default('demo'),
  SEED_TICKETS: z.coerce.number('must be a number').int().min(0).max(1_000_000).default(3000),
  DEMO_PASSWORD: z.string().min(8, 'needs at least 8 characters').optional(),
  SIMULATOR_PORT: z.coerce.number('must be a number').int().min(0).max(65535).optional(),
  WECHAT_APP_ID: key('WECHAT_APP_ID'),
  WECHAT_APP_SECRET: key('WECHAT_APP_SECRET'),
  WECHAT_TOKEN: z.string().min(3).max(32).default(DEMO_CREDENTIALS.WECHAT_TOKEN),
  WECHAT_AES_KEY: aesKey.optional(),
  WECHAT_AES_KEY_PREVIOUS: aesKey.optional(),
  WECHAT_MODE: z.enum(['plain', 'compatible', 'safe']).optional(),
  WECHAT_API_BASE: url.optional(),
  WECHAT_NOTICES: notices,
  WECHAT_TEMPLATES: notices,
  WECHAT_LINKED_MINIPROGRAM: z.string().optional(),
  MINIPROGRAM_APP_ID: key('MINIPROGRAM_APP_ID'),
  MINIPROGRAM_APP_SECRET: key('MINIPROGRAM_APP_SECRET'),
  MINIPROGRAM_TOKEN: z.string().min(3).max(32).default(DEMO_CREDENTIALS.MINIPROGRAM_TOKEN),
  MINIPROGRAM_AES_KEY: aesKey.optional(),
  MINIPROGRAM_NOTICES: notices,
  WEIBO_APP_SECRET: key('WEIBO_APP_SECRET'),
  WEIBO_ACCESS_TOKEN: key('WEIBO_ACCESS_TOKEN'),
  WEIBO_API_BASE: url.optional(),
  WEIBO_SERVER_IP: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').optional(),
  WEB_FORM_KEY: key('WEB_FORM_KEY'),
  WEB_FORM_SITES: formSites,
  IVR_KEY: key('IVR_KEY'),
  IVR_KEYS: centreKeys,
  IVR_VCON_KEYS: vconKeys,
  IVR_TWILIO_AUTH_TOKEN: z.string().min(8, 'too short').optional(),
  IVR_TWILIO_URL: url.optional(),
  IVR_SURVEY_KEYS: surveyKeys,
  IVR_TRANSCRIPT_WAIT_MINUTES: z.coerce.number('must be a number').int().min(1).max(1440).default(30),
  DEVICE_KEY: key('DEVICE_KEY'),
  EMAIL_KEY: key('EMAIL_KEY'),
  EMAIL_GATEWAY_URL: url.optional(),
  EMAIL_GATEWAY_KEY: z.string().min(8, 'too short').optional(),
  SMS_KEY: key('SMS_KEY'),
  SMS_GATEWAY_URL: url.optional(),
  SMS_GATEWAY_KEY: z.string().min(8, 'too short').optional(),
  WECHATY_PUPPET: z
    .string()
    .regex(/^(@[\w.-]+\/)?wechaty-puppet-[\w.-]+$/, 'must be the name of a package: wechaty-puppet-…')
    .optional(),
  WECHATY_PUPPET_OPTIONS: puppetOptions,
  DEVICE_SOURCES: deviceSources,
  OPEN311_KEYS: clientKeys,
  OPEN311_JURISDICTION: z
    .string()
    .regex(/^[a-z0-9.-]{1,100}$/, 'must be a domain name')
    .default('lancheng.example'),
  CATEGORY_MODEL: z.string().optional(),
  KIND_MODEL: z.string().optional(),
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: z.string().min(1).optional(),
  LLM_MODEL: z.string().min(1).max(200).optional(),
  LLM_TIMEOUT_MS: z.coerce.number('must be a number').int().min(1000).max(120_000).default(20_000),
  JWT_SECRET: secret('JWT_SECRET'),
  SEAL_SECRET: secret('SEAL_SECRET'),
})

function isPublicKey(given: string | { kty: string }): boolean {
  try {
    createPublicKey(typeof given === 'string' ? given : { key: given, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

export type Config = z.infer<typeof settings>

/** The names of all settings, for `.env.example` to be held against. */
export const SETTING_NAMES = Object.keys(settings.shape)

/** Every problem at once, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly problems: readonly string[]) {
    super(`配置有 ${problems.length} 处问题：\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/** Reads settings once. Throws ConfigError with all problems; empty strings count as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given['WECHAT_MODE'] && given['WECHAT_MODE'] !== 'plain' && !given['WECHAT_AES_KEY']) {
    problems.push(`WECHAT_AES_KEY: required when WECHAT_MODE is ${given['WECHAT_MODE']}`)
  }
  if (given['IVR_TWILIO_AUTH_TOKEN'] && !given['IVR_TWILIO_URL']) {
    problems.push('IVR_TWILIO_URL: required with IVR_TWILIO_AUTH_TOKEN, because the address is signed')
  }
  if (given['LLM_BASE_URL'] && !given['LLM_MODEL']) {
    problems.push('LLM_MODEL: required when LLM_BASE_URL is set')
  }
  for (const gateway of ['EMAIL_GATEWAY', 'SMS_GATEWAY']) {
    if (given[`${gateway}_URL`] && !given[`${gateway}_KEY`]) {
      problems.push(`${gateway}_KEY: required when ${gateway}_URL is set`)
    }
  }
  if (given['NODE_ENV'] === 'production') problems.push(...productionProblems(given))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

/** What may be left out on one's own machine but not where citizens are served. */
function productionProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const credentials = Object.values(DOORS).flatMap((names) => (given[names[0]] === OFF ? [] : [...names]))
  const own = [...credentials, 'JWT_SECRET', 'SEAL_SECRET'] as (keyof typeof DEMO_CREDENTIALS)[]
  const demo = own
    .filter((name) => isDemo(name, given[name] ?? DEMO_CREDENTIALS[name]))
    .map((name) => `${name}: production needs a value of its own (it is unset, or the demo's)`)
  const demoKey = ['WECHAT_AES_KEY', 'MINIPROGRAM_AES_KEY']
    .filter((name) => given[name] === DEMO_CREDENTIALS.WECHAT_AES_KEY)
    .map((name) => `${name}: production needs a value of its own (it is the demo's)`)
  const servers = ['MONGODB_URI', 'REDIS_URL'].filter((name) => !given[name])
  const missing = servers.map((name) => `${name}: required in production`)
  const seeding = (given['SEED'] ?? 'demo') === 'demo' ? ['SEED: must be none in production'] : []
  return [...demo, ...demoKey, ...missing, ...seeding]
}

/** In a list of clients the demo's may stand among others. */
function isDemo(name: keyof typeof DEMO_CREDENTIALS, value: string): boolean {
  return name === 'OPEN311_KEYS' ? value.includes('demo-open311-key') : value === DEMO_CREDENTIALS[name]
}

/** The doors that are open. */
export function openDoors(config: Config): Door[] {
  const named = (door: Door) => door === 'web-form' && config.WEB_FORM_SITES !== undefined
  return (Object.keys(DOORS) as Door[]).filter((door) => config[DOORS[door][0]] !== OFF || named(door))
}

/** The programs that may post by Open311, by their key; undefined where that door is closed. */
export function open311Clients(config: Config): ReadonlyMap<string, string> | undefined {
  return config.OPEN311_KEYS === OFF ? undefined : readClientKeys(config.OPEN311_KEYS)
}

/** Safe mode when a key is set, as the platform's console suggests. */
export function wechatMode(config: Config): 'plain' | 'compatible' | 'safe' {
  return config.WECHAT_MODE ?? (config.WECHAT_AES_KEY ? 'safe' : 'plain')
}

/** The open doors whose platform has no real credentials, so that a pretend one stands in. */
export function pretends(config: Config): Set<Door> {
  const demo = (name: keyof typeof DEMO_CREDENTIALS) => config[name] === DEMO_CREDENTIALS[name]
  return new Set(
    openDoors(config).filter((door) => {
      if (door === 'wechat') return !config.WECHAT_API_BASE && demo('WECHAT_APP_SECRET')
      if (door === 'mini-program') return !config.WECHAT_API_BASE && demo('MINIPROGRAM_APP_SECRET')
      if (door === 'email') return !config.EMAIL_GATEWAY_URL && demo('EMAIL_KEY')
      if (door === 'sms') return !config.SMS_GATEWAY_URL && demo('SMS_KEY')
      return door === 'weibo' && !config.WEIBO_API_BASE && demo('WEIBO_ACCESS_TOKEN')
    }),
  )
}
