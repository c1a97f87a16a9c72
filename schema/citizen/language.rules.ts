import { changedToSimplified, changedToTraditional } from './script.rules.ts'

/** The languages the hotline answers in, as BCP 47 names them. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One Latin word is a name or a greeting, two are a language. */
const ENOUGH_WORDS = 2
const ENGLISH_ALONE = /^(hi|hello|hey|help|human|status|thanks|urge|withdraw|rate|solved|unsolved|satisfied)[\s.!?]*$/i

/**
 * The language of somebody's words; undefined where they do not tell ("ok", "12345", characters that both scripts
 * share). A Chinese place name inside an English sentence leaves it English.
 */
export function readLanguage(text: string): Language | undefined {
  if (isEnglish(text)) return 'en'
  if (!HAN.test(text)) return undefined
  const traditional = changedToSimplified(text)
  const simplified = changedToTraditional(text)
  if (traditional === simplified) return undefined
  return traditional > simplified ? 'zh-Hant' : 'zh-Hans'
}

const HAN = /\p{Script=Han}/u
const EVERY_HAN = new RegExp(HAN, 'gu')

/** The same as to whether it is English; telling the two Chinese scripts apart takes ten times as long. */
export function isEnglish(text: string): boolean {
  const words = text.replaceAll(/https?:\S+/g, '').match(/[a-z]{2,}/gi)?.length ?? 0
  if (words < ENOUGH_WORDS) return ENGLISH_ALONE.test(text.trim()) && !HAN.test(text)
  const characters = text.match(EVERY_HAN)?.length ?? 0
  return words * 2 > characters
}

const isChinese = (text: string) => HAN.test(text) && !/[a-z]/i.test(text)

/** Up to so many characters an answer is a name that a question asked for, whatever script that name is known in. */
const NAME = 12

/**
 * The language somebody speaks now: the last clear one. A name given in answer to a question changes nothing, and a
 * single "hi" does not make an English speaker of somebody we know.
 */
export function spokenLanguage(text: string, known: Language | undefined, answers: boolean): Language | undefined {
  // Characters that both scripts share tell no script, but they are no English.
  const clear = readLanguage(text) ?? (known === 'en' && isChinese(text) ? 'zh-Hans' : undefined)
  const said = text.trim()
  const isMoreThanWord = clear !== 'en' || /\s/.test(said)
  return known && ((answers && said.length <= NAME) || !isMoreThanWord) ? known : (clear ?? known)
}
