import { fileURLToPath } from 'node:url'
import type { EvidenceSpan } from '../../kernel/evidence.ts'
import { type NormalText, normalText } from '../../text/normal.rules.ts'
import { readEnglishPolarity, readsAsEnglish } from './english-polarity.rules.ts'
import { readIntensity } from './intensity.rules.ts'
import { readPolarity } from './model-file.ts'
import { type PolarityModel, polarityEvidence, polarityOf, seenBy } from './polarity.rules.ts'

/** How something is meant and how strongly it is said. */
export interface Sentiment {
  /** Method and version: of the signs, and of the model. */
  method: string
  /** 0 (badly) to 1 (well), calibrated; learned from reviews and micro-blogs, so of requests it is a hint at most. */
  polarity: number
  /** 0 (matter-of-fact) to 1; see intensity.rules. */
  intensity: number
  /** What the intensity rests on, the heaviest first. */
  signs: string[]
  evidence: { polarity: EvidenceSpan[]; intensity: EvidenceSpan[] }
}

/** Version of the lists and patterns of intensity. */
const SIGNS_VERSION = 'signs-1'

const SHIPPED = fileURLToPath(new URL('../weights/sentiment.json', import.meta.url))

/** Says how texts are meant, by one model. */
export type SentimentReader = (text: string) => Sentiment

let shipped: SentimentReader | undefined

/** A reader with the model of this manifest; the one that ships when none is given. Throws BAD_INPUT. */
export function sentimentReader(path = SHIPPED): SentimentReader {
  const { model, manifest } = readPolarity(path)
  const method = `${SIGNS_VERSION}+${manifest.version}`
  return (text) => {
    const said = normalText(text)
    const polarity = readsAsEnglish(said.text) ? readEnglishPolarity(said, text) : ofChinese(model, said, text)
    const { intensity, signs, evidence } = readIntensity(said, text)
    return {
      method,
      polarity: polarity.polarity,
      intensity,
      signs,
      evidence: { polarity: polarity.evidence, intensity: evidence },
    }
  }
}

/**
 * How a text is meant and how strongly, whichever script or register: Chinese by the shipped model, English by a short
 * list of words (neutral without them). The weights (4 MB) are read when the first text comes.
 */
export function sentiment(text: string): Sentiment {
  shipped ??= sentimentReader()
  return shipped(text)
}

function ofChinese(model: PolarityModel, said: NormalText, text: string) {
  const seen = seenBy(model, said.text)
  const polarity = Math.round(polarityOf(model, seen) * 10_000) / 10_000
  return { polarity, evidence: polarityEvidence(model, seen, said, text, polarity) }
}
