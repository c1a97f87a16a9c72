import { z } from 'zod'

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
} as const satisfies Record<string, readonly (keyof typeof DEMO_CREDENTIALS)[]>

export type Door = keyof typeof DOORS

const OFF = 'off'

const url = z.url('must be a URL')
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/, 'must be the 43 letters and digits of EncodingAESKey')
const key = (name: keyof typeof DEMO_CREDENTIALS) =>
  z.union([z.literal(OFF), z.string().min(8, 'too short')]).default(DEMO_CREDENTIALS[name])
const secret = (name: 'JWT_SECRET' | 'SEAL_SECRET') =>
  z.string().min(32, 'needs at least 32 characters').default(DEMO_CREDENTIALS[name])
const flag = z.enum(['true', 'false']).default('false')

/** An account's subscription templates as JSON: `{"progress": {"id": …, "keywords": {"number": "character_string1", …}}}`. */
const template = z.object({ id: z.string().min(1), keywords: z.record(z.string(), z.string()) })
const notices = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('must be JSON')
      return z.NEVER
    }
  })
  .pipe(z.object({ progress: template.optional(), survey: template.optional() }))
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
  WECHAT_LINKED_MINIPROGRAM: z.string().optional(),
  MINIPROGRAM_APP_ID: key('MINIPROGRAM_APP_ID'),
  MINIPROGRAM_APP_SECRET: key('MINIPROGRAM_APP_SECRET'),
  MINIPROGRAM_TOKEN: z.string().min(3).max(32).default(DEMO_CREDENTIALS.MINIPROGRAM_TOKEN),
  MINIPROGRAM_AES_KEY: aesKey.optional(),
  MINIPROGRAM_NOTICES: notices,
  WEIBO_APP_SECRET: key('WEIBO_APP_SECRET'),
  WEIBO_ACCESS_TOKEN: key('WEIBO_ACCESS_TOKEN'),
  WEIBO_API_BASE: url.optional(),
  WEB_FORM_KEY: key('WEB_FORM_KEY'),
  IVR_KEY: key('IVR_KEY'),
  DEVICE_KEY: key('DEVICE_KEY'),
  JWT_SECRET: secret('JWT_SECRET'),
  SEAL_SECRET: secret('SEAL_SECRET'),
})

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
  if (given['NODE_ENV'] === 'production') problems.push(...productionProblems(given))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

/** What may be left out on one's own machine but not where citizens are served. */
function productionProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const credentials = Object.values(DOORS).flatMap((names) => (given[names[0]] === OFF ? [] : [...names]))
  const own = [...credentials, 'JWT_SECRET', 'SEAL_SECRET'] as (keyof typeof DEMO_CREDENTIALS)[]
  const demo = own
    .filter((name) => (given[name] ?? DEMO_CREDENTIALS[name]) === DEMO_CREDENTIALS[name])
    .map((name) => `${name}: production needs a value of its own (it is unset, or the demo's)`)
  const demoKey = ['WECHAT_AES_KEY', 'MINIPROGRAM_AES_KEY']
    .filter((name) => given[name] === DEMO_CREDENTIALS.WECHAT_AES_KEY)
    .map((name) => `${name}: production needs a value of its own (it is the demo's)`)
  const servers = ['MONGODB_URI', 'REDIS_URL'].filter((name) => !given[name])
  const missing = servers.map((name) => `${name}: required in production`)
  const seeding = (given['SEED'] ?? 'demo') === 'demo' ? ['SEED: must be none in production'] : []
  return [...demo, ...demoKey, ...missing, ...seeding]
}

/** The doors that are open. */
export function openDoors(config: Config): Door[] {
  return (Object.keys(DOORS) as Door[]).filter((door) => config[DOORS[door][0]] !== OFF)
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
      return door === 'weibo' && !config.WEIBO_API_BASE && demo('WEIBO_ACCESS_TOKEN')
    }),
  )
}
