import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Debian's packages: the browser, and a font that can write Chinese. */
const PACKAGES = ['chromium', 'fonts-noto-cjk']

/**
 * Where a chromium is: CHROMIUM_PATH, a usual place, or Debian's, which is installed here when we are root on a machine
 * with apt. Undefined, with a loud line, when there is none: the browser tests are then skipped.
 */
export function findChromium(say: (line: string) => void): string | undefined {
  const given = process.env['CHROMIUM_PATH']
  const found = [...(given ? [given] : []), ...PLACES].find((path) => existsSync(path))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`no chromium: apt-get install -y ${PACKAGES.join(' ')}`)
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
      execFileSync('apt-get', ['install', '-y', '-qq', ...PACKAGES], { stdio: 'ignore', env })
    } catch (error) {
      say(`apt-get could not install it: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const installed = PLACES.find((path) => existsSync(path))
  if (!installed)
    say('!!! BROWSER TESTS SKIPPED: no chromium. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  return installed
}
