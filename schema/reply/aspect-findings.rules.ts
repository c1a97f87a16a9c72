import { answerFeatures, onlyForwards, onlyIntends, resultGiven } from './answer.rules.ts'
import { type BasisSigns, basisFeatures } from './basis.rules.ts'
import type { BuckFinding } from './buck.rules.ts'
import { type Demand, isTakenUp, kindsMet } from './demands.rules.ts'
import { type AspectFinding, GROUNDED, type ReplyEvidence, type Span, gradeOf } from './findings.rules.ts'
import type { Leak } from './leak.rules.ts'
import { type Passages, hanCount } from './passages.rules.ts'
import { type ReplyWeights, shareBy } from './weights.ts'

/** The stretch as it stands in the text that was written. */
export function evidenceIn({ normal, bare }: Passages, original: string, span: Span): ReplyEvidence {
  let [from, to] = [span.start, span.end]
  while (from < to && BLANK.test(bare[from] ?? '')) from += 1
  while (to > from && BLANK.test(bare[to - 1] ?? '')) to -= 1
  // What stands within a courtesy is all blank there.
  if (from === to) [from, to] = [span.start, span.end]
  const start = normal.from[from] ?? 0
  const end = to > from ? (normal.from[to - 1] ?? 0) + 1 : start
  return { start, end, text: original.slice(start, end), why: span.why }
}

const BLANK = /[\s,.，。;；]/

/** Stretches shown of one aspect: more tell nothing new. */
const MOST_SHOWN = 5

const shown = (text: Passages, original: string, spans: readonly Span[]): ReplyEvidence[] =>
  spans.slice(0, MOST_SHOWN).map((span) => evidenceIn(text, original, span))

/** A result in a few words is an answer to a request of one or two demands, whatever its length. */
const RESULT_SCORE = 0.75
const FEW_DEMANDS = 2
/** Characters of a request that asks one thing: what has the kind of answer it asks for has answered it. */
const SHORT_REQUEST = 40

interface Answer {
  request: Passages
  reply: Passages
  original: string
  demands: readonly Demand[]
}

/** 是否答到. `thanks`: the citizen praised somebody, thanks are the answer. */
export function answersFinding(
  { request, reply, original, demands }: Answer,
  weights: ReplyWeights,
  { empty, buckOnly, thanks, foreign }: { empty: boolean; buckOnly: boolean; thanks: boolean; foreign: boolean },
): AspectFinding {
  const finding = (score: number, why: string, spans: readonly Span[] = []): AspectFinding => ({
    aspect: 'answers',
    score: Math.round(score * 100) / 100,
    why,
    evidence: shown(reply, original, spans),
  })
  if (thanks) return finding(1, '市民是来表扬的，回谢即可')
  if (empty) return finding(0, '除了问候和感谢，没有说到这件事')
  if (foreign) return finding(1, '不是中文，没有检查')
  const features = answerFeatures(request, reply, demands)
  // Half for answering at all, half for answering everything.
  const learned = (shareBy(weights.answered, features) + shareBy(weights.fully, features)) / 2
  const kinds = kindsMet(request.bare, reply)
  const asIsAsked = kinds.met === kinds.asked
  const result = asIsAsked && resultGiven(reply) && demands.length <= FEW_DEMANDS
  const told =
    asIsAsked &&
    kinds.asked > 0 &&
    hanCount(request.bare) <= SHORT_REQUEST &&
    !onlyForwards(reply) &&
    !onlyIntends(reply) &&
    !buckOnly
  const score = result || told ? Math.max(learned, RESULT_SCORE) : learned
  const taken = demands
    .filter((demand) => isTakenUp(demand, reply))
    .flatMap(({ by, met }) => (by && met > 0 ? [{ ...by, why: '回应了市民的话' }] : []))
  if (gradeOf(score) === 2) return finding(score, '答到了市民说的事', taken)
  if (onlyForwards(reply)) return finding(score, '只说已转办，没有办理结果')
  if (buckOnly) return finding(score, '只让市民去问别处，没有答到')
  if (onlyIntends(reply)) return finding(score, '只说将要处理，没有结果和时间')
  if (gradeOf(score) === 1) return finding(score, '只答到一部分，请逐条写明结果、时间或理由', taken)
  return finding(score, '没有看到对诉求的答复，请写明结果、时间或理由')
}

/** 过度承诺. */
export function promiseFinding(reply: Passages, original: string, spans: readonly Span[]): AspectFinding {
  const evidence = shown(reply, original, spans)
  const why = spans.length > 0 ? '话说得太满，请改成能做到的事和时间' : '没有说过头的话'
  return { aspect: 'overPromises', score: spans.length > 0 ? 0 : 1, why, evidence }
}

/** 个人信息. */
export function leakFinding(reply: Passages, original: string, leaks: readonly Leak[]): AspectFinding {
  const grave = leaks.some(({ weight }) => weight !== 'hint')
  const why =
    leaks.length === 0
      ? '没有个人信息'
      : grave
        ? '含有个人证件、卡号或手机号，请删去'
        : '含有个人姓名、车牌或住址，请改为“李某”“李女士”或删去'
  return {
    aspect: 'leaks',
    score: leaks.length === 0 ? 1 : grave ? 0 : 0.3,
    why,
    evidence: shown(reply, original, leaks),
  }
}

/** 推诿. */
export function buckFinding(reply: Passages, original: string, { only, spans }: BuckFinding): AspectFinding {
  if (!only) return { aspect: 'passesTheBuck', score: 1, why: '没有推给别处', evidence: [] }
  const why = '只让市民去找别处，请写明已转给谁、何时答复'
  return { aspect: 'passesTheBuck', score: 0, why, evidence: shown(reply, original, spans) }
}

/** 依据. */
export function basisFinding(
  reply: Passages,
  original: string,
  signs: BasisSigns,
  weights: ReplyWeights,
  foreign: boolean,
): AspectFinding {
  if (foreign) return { aspect: 'citesBasis', score: 1, why: '不是中文，没有检查', evidence: [] }
  const score = shareBy(weights.grounded, basisFeatures(signs, hanCount(reply.bare)))
  const spans = [...signs.documents, ...signs.looked, ...signs.concrete]
  const why =
    score < GROUNDED
      ? '没有写依据，可补上法规文件或现场查看的情况'
      : signs.documents.length > 0
        ? '引用了法规或文件'
        : '写了查到的事实'
  return { aspect: 'citesBasis', score: Math.round(score * 100) / 100, why, evidence: shown(reply, original, spans) }
}
