import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrStartRedis } from '../../api/embedded/redis.ts'

/** `npm test`: brings up what the tests need, runs vitest with the arguments given, takes everything down again. */
const dir = mkdtempSync(join(tmpdir(), 'jiesu-test-'))
const redis = await findOrStartRedis({
  url: process.env['REDIS_URL'],
  dir: join(dir, 'redis'),
  log: (line) => console.log(line),
  reuseLocal: false,
})
const vitest = spawn(
  process.execPath,
  [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, REDIS_URL: redis.url },
  },
)
const code = await new Promise<number>((resolve) => vitest.on('exit', (exit) => resolve(exit ?? 1)))
await redis.stop()
rmSync(dir, { recursive: true, force: true })
process.exit(code)
