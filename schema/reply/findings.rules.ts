import type { EvidenceSpan } from '../kernel/evidence.ts'

/** 是否答到 过度承诺 个人信息 推诿 依据: what a reply is looked at for. */
export const REPLY_ASPECTS = ['answers', 'overPromises', 'leaks', 'passesTheBuck', 'citesBasis'] as const
export type ReplyAspect = (typeof REPLY_ASPECTS)[number]

/** 可以发 建议修改 不能发 */
export const REPLY_VERDICTS = ['GOOD', 'MEND', 'STOP'] as const
export type ReplyVerdict = (typeof REPLY_VERDICTS)[number]

/** A stretch of the reply (or of the request) that a finding rests on; positions in the text as it was written. */
export interface ReplyEvidence extends EvidenceSpan {
  text: string
}

/** What was found of one aspect. */
export interface AspectFinding {
  aspect: ReplyAspect
  /** 0..1, 1 is good whatever the aspect: answers all, promises nothing too much, leaks nothing. */
  score: number
  /** One plain Chinese sentence for the person who writes. */
  why: string
  evidence: ReplyEvidence[]
}

export interface ReplyCheck {
  /** Method and version, kept beside what it found. */
  method: string
  /** 0..100, 100 is best. */
  score: number
  verdict: ReplyVerdict
  /** Of a STOP: somebody may vouch for it with a reason. A confirmed document or card number never goes out. */
  mayInsist: boolean
  /** Every aspect once, in the order of `REPLY_ASPECTS`. */
  aspects: AspectFinding[]
  /** What the citizen asked and no sentence of the reply takes up; positions in the request. */
  unanswered: ReplyEvidence[]
}

/** A stretch of a normalised text and why it counts. */
export type Span = EvidenceSpan

/** Chosen on the tuning part for the best agreement with its labels: 2 from ANSWERED on, 1 from PARTLY on. */
const ANSWERED = 0.75
const PARTLY = 0.5

/** The score of an answer as a label: 2 all, 1 partly, 0 not. */
export function gradeOf(score: number): 0 | 1 | 2 {
  return score >= ANSWERED ? 2 : score >= PARTLY ? 1 : 0
}

/** The score of a basis from which on there is one. */
export const GROUNDED = 0.5

/** Whether nothing of this aspect wants mending. */
export function isGood({ aspect, score }: Pick<AspectFinding, 'aspect' | 'score'>): boolean {
  if (aspect === 'answers') return gradeOf(score) === 2
  return aspect === 'citesBasis' ? score >= GROUNDED : score === 1
}
