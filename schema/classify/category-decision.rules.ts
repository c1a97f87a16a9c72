import type { EvidenceSpan } from '../kernel/evidence.ts'
import { type Ranked, type TextModel, rankLabels } from '../learning/text-model.rules.ts'
import { findBranch } from './branch.rules.ts'
import { categoryAt } from './categories.ts'
import { type CategoryHit, UNSORTED, type WordsFound, categoryHints, rankCategory } from './category.rules.ts'

/** 事项分类 of a message, and how sure it is. */
export interface CategoryFound {
  l1: string
  l2?: string
  l3?: string
  /** Probability that the first level is right. Calibrated where the model decides; where words do, how clear they are. */
  confidence: number
  /** Probabilities that the second and the third level are right, where the first is; absent where the sender picked them. */
  l2Confidence?: number
  l3Confidence?: number
  /** The three likeliest first levels, likeliest first. */
  top: readonly Ranked[]
  /** At least 95 of 100 such answers are right; one that is not sure belongs before a person. */
  sure: boolean
  /** Two first levels between which one question would decide. */
  between?: readonly [string, string]
  /** What decided: `picked`, `words-1`, or the name of the model. */
  method: string
  evidence: EvidenceSpan[]
}

/**
 * The category that the sender picked from the list: it rests on no words. Of one that was picked by its first level only,
 * the words say which branch of it is meant. Undefined for a path the tree does not have.
 */
export function pickedCategory(path: string, text = ''): CategoryFound | undefined {
  if (!categoryAt(path)) return undefined
  const [l1 = '', l2, l3] = path.split('/')
  return {
    ...(l2 === undefined ? branchOf(text, l1) : { l2, ...(l3 && { l3 }), evidence: [] }),
    l1,
    confidence: 1,
    top: [{ label: l1, probability: 1 }],
    sure: true,
    method: 'picked',
  }
}

const BY_WORDS = 'words-1'
const TOP = 3

/**
 * In a short text words of the tree count beside the model: a model of letters has little to go by there. So much is
 * added to the logarithm of a probability for each unit of a class's weight in the shortest text, less in longer ones,
 * nothing from `characters` on. Classes that the model was not trained on start from `start` instead of a probability.
 * Sentences, as people speak to the hotline, are taken at their words further than titles, which name and do not tell.
 * Chosen on rows held out (subjects 88.7 → 88.9 % right, whole texts untouched) and on our own sentences of the demo.
 */
const SENTENCE = { characters: 80, trained: 1.5, untrained: 2, start: 0.01 }
const TITLE = { characters: 30, trained: 0.6, untrained: 1.2, start: 0.01 }
/** A mark with words on both sides. */
const TELLS = /[^，。？！；,?!;\s][，。？！；,?!;][^，。？！；,?!;\s]/
/**
 * When words of a class without training texts beat the model in any text: from this weight and share of all that the
 * words say. On rows held out, which all are of trained classes, 0.15 % of the right ones are lost to it.
 */
const DECISIVE = { weight: 7, share: 0.8 }
/** Without any word of the tree the model alone is believed from this probability on, and in any text of so many letters. */
const ALONE = { probability: 0.5, letters: 6, tells: 12 }
/** Words that are this clear are as good as a sure model. */
const CLEAR_WORDS = 0.6
/** Two labels that hold this much together, the second at least so much, are a choice between two. */
const A_CHOICE = { together: 0.8, second: 0.2 }

/**
 * First level from the model, which knows the words too; from the words alone where they are decisive for a class that
 * the model was not trained on, or where there is no model. Second and third level from the words of the branches of the
 * first (`findBranch`).
 */
export function decideCategory(
  text: string,
  hits: readonly CategoryHit[],
  model: TextModel | undefined,
): CategoryFound {
  const words = rankCategory(text, hits)
  if (!model) return byWords(text, words, [])
  const ranked = rankLabels(model, text, categoryHints(text, hits))
  if (isDecisive(words, model)) return byWords(text, words, ranked)
  const weighed = withWords(ranked, text, words)
  const [best] = weighed
  if (!best || words.l1 === UNSORTED) return alone(text, hits, ranked, model)
  if (!model.labels.includes(best.label)) return byWords(text, rankCategory(text, hits, best.label), ranked)
  return byModel(text, weighed, model, words)
}

/**
 * A class without training texts that words give at least this much (it starts from `start`) leaves the model's answer to
 * a person: the model has never heard of it. Of 868 subjects of the trained classes 14 go to a person by it.
 */
const SPOKEN_FOR = 0.1

/** In short texts the words move the probabilities; they still add up to 1. */
function withWords(ranked: readonly Ranked[], text: string, words: WordsFound): Ranked[] {
  const { characters, trained: gain, untrained, start } = TELLS.test(text) ? SENTENCE : TITLE
  const trust = Math.max(0, 1 - text.trim().length / characters)
  if (trust === 0) return [...ranked]
  const weights = new Map(words.firsts)
  const trained = new Set(ranked.map(({ label }) => label))
  const moved = ranked.map(({ label, probability }) => ({
    label,
    share: Math.max(probability, 1e-9) * Math.exp(gain * trust * (weights.get(label) ?? 0)),
  }))
  const added = words.firsts
    .filter(([label]) => !trained.has(label))
    .map(([label, weight]) => ({ label, share: start * Math.exp(untrained * trust * weight) }))
  const all = [...moved, ...added]
  const sum = all.reduce((total, { share }) => total + share, 0)
  return all
    .map(({ label, share }) => ({ label, probability: share / sum }))
    .sort((a, b) => b.probability - a.probability)
}

function isDecisive({ l1, weight, share }: WordsFound, model: TextModel): boolean {
  return l1 !== UNSORTED && !model.labels.includes(l1) && weight >= DECISIVE.weight && share >= DECISIVE.share
}

/** No word of the tree occurs: the model is believed when it finds something likely in more than a sigh. */
function alone(text: string, hits: readonly CategoryHit[], ranked: readonly Ranked[], model: TextModel): CategoryFound {
  const [best] = ranked
  const letters = lettersOf(text)
  const isLikely = best !== undefined && best.probability >= ALONE.probability && letters >= ALONE.letters
  if (isLikely || letters >= ALONE.tells) {
    return byModel(text, ranked, model, rankCategory(text, hits))
  }
  const top = ranked.slice(0, TOP)
  return { l1: UNSORTED, confidence: 0, top, sure: false, method: model.name, evidence: [] }
}

function byModel(text: string, ranked: readonly Ranked[], model: TextModel, words: WordsFound): CategoryFound {
  const { label: l1, probability } = ranked[0] ?? { label: UNSORTED, probability: 0 }
  const other = ranked.find(({ label }) => !model.labels.includes(label))
  const sure = probability >= model.sureFrom && (other?.probability ?? 0) < SPOKEN_FOR
  return {
    ...branchOf(text, l1),
    l1,
    confidence: round(probability),
    top: ranked.slice(0, TOP),
    sure,
    ...(!sure && choiceOf(ranked, words)),
    method: model.name,
  }
}

/** What the words say; the model's classes share what the words leave. */
function byWords(text: string, words: WordsFound, ranked: readonly Ranked[]): CategoryFound {
  const { l1, confidence } = words
  const others = ranked
    .filter(({ label }) => label !== l1)
    .map(({ label, probability }) => ({ label, probability: probability * (1 - confidence) }))
  const own = l1 === UNSORTED ? [] : [{ label: l1, probability: confidence }]
  return {
    ...branchOf(text, l1),
    l1,
    confidence,
    top: [...own, ...others].toSorted((a, b) => b.probability - a.probability).slice(0, TOP),
    sure: confidence >= CLEAR_WORDS,
    method: BY_WORDS,
  }
}

function branchOf(text: string, l1: string): Omit<CategoryFound, 'l1' | 'confidence' | 'top' | 'sure' | 'method'> {
  return l1 === UNSORTED ? { evidence: [] } : findBranch(text, l1)
}

/** The words have to speak for both or for neither: where they name one of the two, asking would only annoy. */
function choiceOf(ranked: readonly Ranked[], words: WordsFound): { between?: readonly [string, string] } {
  const [first, second] = ranked
  if (!first || !second || second.probability < A_CHOICE.second) return {}
  if (first.probability + second.probability < A_CHOICE.together) return {}
  const named = words.firsts.filter(([label]) => label === first.label || label === second.label)
  return named.length === 1 ? {} : { between: [first.label, second.label] }
}

const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '').length
const round = (value: number) => Math.round(value * 1000) / 1000
