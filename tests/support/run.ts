import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrStartStore } from '../../api/embedded/mongo.ts'
import { findOrStartRedis } from '../../api/embedded/redis.ts'

/** `npm test`: brings up what the tests need, runs vitest with the arguments given, takes everything down again. */
const dir = mkdtempSync(join(tmpdir(), 'jiesu-test-'))
const say = (line: string) => console.log(line)
const redis = await findOrStartRedis({
  url: process.env['REDIS_URL'],
  dir: join(dir, 'redis'),
  log: say,
  reuseLocal: false,
})
const store = await findOrStartStore({ uri: process.env['MONGODB_URI'], dir })
say(`tests run on ${store.how} and ${redis.how}`)

const vitest = spawn(
  process.execPath,
  [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, TEST_REDIS_URL: redis.url, TEST_MONGODB_URI: store.uri } },
)
// Ctrl-C reaches vitest too; we wait for it and clean up after it.
process.on('SIGINT', () => {})
const code = await new Promise<number>((resolve) => vitest.on('exit', (exit) => resolve(exit ?? 1)))
await store.stop()
await redis.stop()
rmSync(dir, { recursive: true, force: true })
process.exit(code)
