import type { Language } from '../../schema/citizen/language.rules.ts'
import { EN } from './en.ts'
import { ZH_HANS, type Texts } from './zh-hans.ts'
import { ZH_HANT } from './zh-hant.ts'

export type { Texts } from './zh-hans.ts'

/** Everything the bot says, by the citizen's language; who has not shown one is answered in simplified Chinese. */
export const TEXTS: Readonly<Record<Language, Texts>> = { 'zh-Hans': ZH_HANS, 'zh-Hant': ZH_HANT, en: EN }
