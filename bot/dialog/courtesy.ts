import { readCommand } from './command.rules.ts'
import { remind, underWay } from './draft.ts'
import type { Hearing } from './hearing.ts'

/** Greetings, thanks, and who is speaking here; who has a request under way is reminded of what it lacks. */
export async function hearCourtesy(hearing: Hearing) {
  const { texts, words, say } = hearing
  switch (readCommand(words)?.name) {
    case 'greet': {
      const draft = underWay(hearing)
      if (draft) await remind(hearing, draft)
      else await say(texts.welcome)
      return {}
    }
    case 'thanks':
      await say(texts.thanks)
      return {}
    case 'who':
      await say(texts.who)
      return {}
    case 'privacy':
      await say(texts.privacy)
      return {}
    case 'ok':
      return {}
    default:
      return undefined
  }
}
