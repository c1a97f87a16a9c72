import { classify } from '../classify/classify.rules.ts'

/** 知识库条目: one answer, and the ways people ask for it. */
export interface KnowledgeEntry {
  id: string
  title: string
  /** Ways to ask, as citizens say it; the more ways, the surer it is found. */
  questions: readonly string[]
  /** Plain Chinese, as it is sent to the citizen. */
  answer: string
  /** Who answers for the text, shown with it. */
  source: string
  organId: string
  /** `YYYY-MM-DD` */
  updatedOn: string
  /** `YYYY-MM-DD`: after this day the owner has to confirm the text. */
  reviewBy: string
}

export interface FoundAnswer {
  entry: KnowledgeEntry
  /** 0..1, see `findAnswer`. */
  score: number
  /** The way of asking that came closest. */
  question: string
}

/** From here on an answer is more help than a ticket; set on the cases in the tests. */
const THRESHOLD = 0.5
/** A question should be covered well; what the citizen adds to it matters less. */
const COVERAGE = 0.75

/** Fillers and marks that say nothing about the matter. */
const FILLERS =
  /请问|你好|您好|我想|想问|咨询|一下|了解|谢谢|麻烦|帮我|告诉|知道|可以|需要|怎么|怎样|如何|什么|哪里|哪儿|哪些|多少|是否|能不能|有没有|办理|[\s\p{P}的了吗呢啊吧呀我要想在去到是和与]/gu

/**
 * The entry whose question comes closest to the text, if close enough. Only for questions: a complaint or a call for
 * help becomes a ticket, however well it fits. Closeness is counted on pairs of neighbouring characters, rare pairs
 * weighing more: three quarters for how much of the question is in the text, one quarter for how much of the text is
 * in the question.
 */
export function findAnswer(entries: readonly KnowledgeEntry[], text: string): FoundAnswer | undefined {
  const { kind, urgency } = classify(text)
  return kind.code === 'CONSULTATION' && urgency.level !== 'EMERGENCY'
    ? searchKnowledge(entries, text).find((found) => found.score >= THRESHOLD)
    : undefined
}

/** All entries that have anything in common with the words, closest first: for staff who look something up. */
export function searchKnowledge(entries: readonly KnowledgeEntry[], words: string): FoundAnswer[] {
  const index = indexOf(entries)
  const asked = pairsOf(words)
  const whole = index.weigh(asked)
  if (whole === 0) return []
  const best = new Map<KnowledgeEntry, FoundAnswer>()
  for (const { entry, question, pairs, weight } of index.questions) {
    const common = index.weigh(pairs.filter((pair) => asked.includes(pair)))
    if (common === 0) continue
    const score = Math.round(100 * (COVERAGE * (common / weight) + (1 - COVERAGE) * (common / whole))) / 100
    if (score > (best.get(entry)?.score ?? 0)) best.set(entry, { entry, score, question })
  }
  return [...best.values()].sort((a, b) => b.score - a.score)
}

interface KnowledgeIndex {
  questions: { entry: KnowledgeEntry; question: string; pairs: string[]; weight: number }[]
  weigh(pairs: readonly string[]): number
}

/** The register is loaded once and searched often. */
const INDEXES = new WeakMap<readonly KnowledgeEntry[], KnowledgeIndex>()

function indexOf(entries: readonly KnowledgeEntry[]): KnowledgeIndex {
  const known = INDEXES.get(entries)
  if (known) return known
  const spread = new Map<string, number>()
  for (const { title, questions } of entries) {
    for (const pair of new Set([title, ...questions].flatMap(pairsOf))) spread.set(pair, (spread.get(pair) ?? 0) + 1)
  }
  // A pair that no entry has weighs as much as one that a single entry has.
  const weigh = (pairs: readonly string[]) =>
    pairs.reduce((sum, pair) => sum + Math.log(1 + entries.length / (spread.get(pair) ?? 1)), 0)
  const questions = entries.flatMap((entry) =>
    [entry.title, ...entry.questions].map((question) => {
      const pairs = pairsOf(question)
      return { entry, question, pairs, weight: weigh(pairs) }
    }),
  )
  const index = { questions: questions.filter(({ weight }) => weight > 0), weigh }
  INDEXES.set(entries, index)
  return index
}

/** Each pair of neighbouring characters once. */
function pairsOf(text: string): string[] {
  const words = text.toLowerCase().replaceAll(FILLERS, ' ').split(' ').filter(Boolean)
  const pairs = words.flatMap((word) =>
    Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2)),
  )
  return [...new Set(pairs)]
}
