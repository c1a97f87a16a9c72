import { z } from 'zod'

/** The fixed credentials of the demo; production refuses to start with any of them. */
export const DEMO_CREDENTIALS = {
  WECHAT_APP_ID: 'wxdemo0000000001',
  WECHAT_APP_SECRET: 'demo-secret',
  WECHAT_TOKEN: 'demo-token',
  WECHAT_AES_KEY: 'jiesuDemoEncodingAESKey00000000000000000000',
  MINIPROGRAM_APP_ID: 'wxdemo0000000002',
  MINIPROGRAM_APP_SECRET: 'demo-mini-secret',
  WEIBO_APP_SECRET: 'demo-weibo-secret',
  WEIBO_ACCESS_TOKEN: 'demo-weibo-token',
  JWT_SECRET: 'demo-jwt-secret-at-least-32-characters',
  IVR_KEY: 'demo-ivr-key',
} as const

const url = z.url()
const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  DATA_DIR: z.string().min(1).default('var'),
  SEED: z.enum(['demo', 'none']).default('demo'),
  SEED_TICKETS: z.coerce.number().int().min(0).max(1_000_000).default(3000),
  DEMO_PASSWORD: z.string().min(8).optional(),
  WECHAT_APP_ID: z.string().default(DEMO_CREDENTIALS.WECHAT_APP_ID),
  WECHAT_APP_SECRET: z.string().default(DEMO_CREDENTIALS.WECHAT_APP_SECRET),
  WECHAT_TOKEN: z.string().default(DEMO_CREDENTIALS.WECHAT_TOKEN),
  WECHAT_AES_KEY: z.string().length(43, 'must be the 43 characters of EncodingAESKey').optional(),
  WECHAT_AES_KEY_PREVIOUS: z.string().length(43).optional(),
  WECHAT_MODE: z.enum(['plain', 'compatible', 'safe']).optional(),
  WECHAT_API_BASE: url.optional(),
  MINIPROGRAM_APP_ID: z.string().default(DEMO_CREDENTIALS.MINIPROGRAM_APP_ID),
  MINIPROGRAM_APP_SECRET: z.string().default(DEMO_CREDENTIALS.MINIPROGRAM_APP_SECRET),
  WEIBO_APP_SECRET: z.string().default(DEMO_CREDENTIALS.WEIBO_APP_SECRET),
  WEIBO_ACCESS_TOKEN: z.string().default(DEMO_CREDENTIALS.WEIBO_ACCESS_TOKEN),
  WEIBO_API_BASE: url.optional(),
  IVR_KEY: z.string().min(8).default(DEMO_CREDENTIALS.IVR_KEY),
  JWT_SECRET: z.string().min(32, 'needs at least 32 characters').default(DEMO_CREDENTIALS.JWT_SECRET),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = z.infer<typeof schema>

/** Every problem at once, one line each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`配置有 ${problems.length} 处问题:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/** Reads settings once. Throws ConfigError with all problems; empty strings count as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given['NODE_ENV'] === 'production') {
    for (const [name, demo] of Object.entries(DEMO_CREDENTIALS)) {
      if (name === 'WECHAT_AES_KEY' ? given[name] === demo : (given[name] ?? demo) === demo) {
        problems.push(`${name}: production needs a value of its own (unset or the demo one now)`)
      }
    }
    for (const name of ['MONGODB_URI', 'REDIS_URL']) if (!given[name]) problems.push(`${name}: required in production`)
    if ((given['SEED'] ?? 'demo') === 'demo') problems.push('SEED: set to none in production')
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

/** Safe mode when a key is set, as the platform's console suggests. */
export function wechatMode(config: Config): 'plain' | 'compatible' | 'safe' {
  return config.WECHAT_MODE ?? (config.WECHAT_AES_KEY ? 'safe' : 'plain')
}
