import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take ten seconds and more on a quiet machine, longest first. */
const SLOW = [
  'tests/browser/browser.test.ts',
  'tests/stories/06-processes.test.ts',
  'tests/contracts/exchange.test.ts',
  'tests/contracts/exchange-commands.test.ts',
  'tests/dialogues/dialogues.test.ts',
  'tests/stories/05-crash.test.ts',
  'tests/contracts/call-pieces.test.ts',
]

/**
 * Starts with the files known to be slow, so that in the end no worker is left with one of them while the other has
 * nothing to do. On a clean checkout vitest knows no durations and would go by the files' sizes.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = SLOW.findIndex((name) => moduleId.endsWith(name))
      return place < 0 ? SLOW.length : place
    }
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
