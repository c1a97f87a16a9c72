// One start of what `npm run build` made: it must come up, say it is ready, show a page, and end cleanly.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const dir = mkdtempSync(join(tmpdir(), 'jiesu-built-'))
const child = spawn(process.execPath, ['dist/api/runtime/main.js'], {
  env: { ...process.env, PORT: '0', DATA_DIR: dir, SEED_TICKETS: '200' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let said = ''
child.stdout.setEncoding('utf8').on('data', (text) => {
  said += text
})
const ended = new Promise((resolve) => {
  child.once('exit', (code) => resolve(code))
})

try {
  let url
  for (const until = Date.now() + 90_000; !url; await sleep(100)) {
    url = /GraphQL\s+(http\S+)\/graphql/.exec(said)?.[1]
    if (child.exitCode !== null || Date.now() > until) throw new Error(`it did not come up:\n${said}`)
  }
  for (const path of ['/readyz', '/', '/phone', '/console']) {
    const response = await fetch(url + path)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  }
  child.kill('SIGTERM')
  const code = await ended
  if (code !== 0) throw new Error(`it ended with ${code}`)
  console.log('the build starts, answers and ends cleanly')
} catch (error) {
  child.kill('SIGKILL')
  console.error(error)
  process.exitCode = 1
} finally {
  rmSync(dir, { recursive: true, force: true })
}
