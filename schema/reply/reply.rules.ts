import {
  answersFinding,
  basisFinding,
  buckFinding,
  evidenceIn,
  leakFinding,
  promiseFinding,
} from './aspect-findings.rules.ts'
import { basisSigns } from './basis.rules.ts'
import { passedBuck } from './buck.rules.ts'
import { type Demand, demandsOf, isTakenUp } from './demands.rules.ts'
import { type AspectFinding, type ReplyAspect, type ReplyCheck, type ReplyVerdict, isGood } from './findings.rules.ts'
import { leaksOf } from './leak.rules.ts'
import { type Passages, isForeign, passagesOf, saysNothing } from './passages.rules.ts'
import { overPromises } from './promise.rules.ts'
import { REPLY_WEIGHTS, type ReplyWeights } from './weights.ts'

export interface ReplyToCheck {
  /** What the citizen said, subject and all. */
  request: string
  reply: string
  /** The citizen praised somebody: thanks are the answer. */
  praise?: boolean
}

/** How much each aspect counts in the score; answering is what a reply is for. */
const SHARES: Readonly<Record<ReplyAspect, number>> = {
  answers: 50,
  overPromises: 15,
  leaks: 15,
  passesTheBuck: 10,
  citesBasis: 10,
}

/**
 * 答复检查: whether a reply answers, promises too much, leaks personal data, passes the buck and rests on something, each
 * with the words it rests on. Pure: rules for promises, leaks and buck passing, small logistic regressions over our own
 * features for the rest (weights.ts tells how they came about).
 */
export function checkReply(given: ReplyToCheck, weights: ReplyWeights = REPLY_WEIGHTS): ReplyCheck {
  const { request: asked, reply: written, praise: thanks = false } = given
  const request = passagesOf(asked)
  const reply = passagesOf(written)
  const demands = demandsOf(request, reply)
  const leaks = leaksOf(reply, request.normal.text)
  const buck = passedBuck(reply, request.normal.text)
  const empty = !thanks && saysNothing(reply)
  const foreign = isForeign(reply)
  const aspects = [
    answersFinding({ request, reply, original: written, demands }, weights, {
      empty,
      buckOnly: buck.only,
      thanks,
      foreign,
    }),
    promiseFinding(reply, written, overPromises(reply.sentences)),
    leakFinding(reply, written, leaks),
    buckFinding(reply, written, buck),
    basisFinding(reply, written, basisSigns(reply.sentences), weights, foreign),
  ]
  return {
    method: weights.version,
    score: empty ? 0 : Math.round(aspects.reduce((sum, { aspect, score }) => sum + score * SHARES[aspect], 0)),
    verdict: empty || leaks.some(({ weight }) => weight !== 'hint') ? 'STOP' : verdictOf(aspects),
    mayInsist: !leaks.some(({ weight }) => weight === 'never'),
    aspects,
    unanswered: thanks || foreign ? [] : unansweredOf(request, reply, asked, demands),
  }
}

/** A reply without a basis may go out: many a short answer needs none. */
function verdictOf(aspects: readonly AspectFinding[]): ReplyVerdict {
  return aspects.every((finding) => finding.aspect === 'citesBasis' || isGood(finding)) ? 'GOOD' : 'MEND'
}

/** Questions shown at most. */
const MOST_SHOWN = 3

/** Questions that no sentence of the reply takes up. */
function unansweredOf(request: Passages, reply: Passages, asked: string, demands: readonly Demand[]) {
  return demands
    .filter((demand) => demand.question && !isTakenUp(demand, reply))
    .slice(0, MOST_SHOWN)
    .map(({ start, end }) => evidenceIn(request, asked, { start, end, why: '答复里没有提到' }))
}
