import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { assessmentResolvers } from './assessment/assessment.resolvers.ts'
import { callResolvers } from './call/call.resolvers.ts'
import { citizenResolvers } from './citizen/citizen.resolvers.ts'
import { classifyResolvers } from './classify/classify.resolvers.ts'
import { exchangeResolvers } from './exchange/exchange.resolvers.ts'
import { caseCountResolvers } from './family/case-count.resolvers.ts'
import { familyResolvers } from './family/family.resolvers.ts'
import { intakeResolvers } from './intake/intake.resolvers.ts'
import { knowledgeResolvers } from './knowledge/knowledge.resolvers.ts'
import { noticeResolvers } from './notice/notice.resolvers.ts'
import { revealResolvers } from './ticket/reveal.resolvers.ts'
import { organResolvers } from './organ/organ.resolvers.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { setupResolvers } from './setup/setup.resolvers.ts'
import { sensingResolvers } from './sensing/sensing.resolvers.ts'
import { staffResolvers } from './staff/staff.resolvers.ts'
import { surveyResolvers } from './survey/survey.resolvers.ts'
import { territoryResolvers } from './territory/territory.resolvers.ts'
import { citizenActsResolvers } from './ticket/citizen-acts.resolvers.ts'
import { attachResolvers } from './ticket/attach.resolvers.ts'
import { correctionResolvers } from './ticket/correction.resolvers.ts'
import { driftResolvers } from './ticket/drift.resolvers.ts'
import { derivedResolvers } from './ticket/derived.resolvers.ts'
import { replyCheckResolvers } from './ticket/reply-check.resolvers.ts'
import { sentimentResolvers } from './ticket/sentiment.resolvers.ts'
import { ticketResolvers } from './ticket/ticket.resolvers.ts'
import { topicResolvers } from './topic/topic.resolvers.ts'

/** An instant that is none is the caller's mistake and says so. */
function toInstant(value: unknown): Date {
  const at = new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(at.getTime())) throw new GraphQLError('DateTime 应为 RFC 3339 时间。')
  return at
}

const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => new Date(value as Date | string).toISOString(),
  parseValue: toInstant,
  parseLiteral: (node) => toInstant(node.kind === Kind.STRING ? node.value : undefined),
})

/** The resolvers of every slice: the registers, then the flow in its order. */
export const resolvers: Resolvers[] = [
  { DateTime },
  citizenResolvers,
  staffResolvers,
  territoryResolvers,
  organResolvers,
  knowledgeResolvers,
  setupResolvers,
  intakeResolvers,
  classifyResolvers,
  ticketResolvers,
  derivedResolvers,
  correctionResolvers,
  driftResolvers,
  citizenActsResolvers,
  sentimentResolvers,
  attachResolvers,
  revealResolvers,
  replyCheckResolvers,
  topicResolvers,
  noticeResolvers,
  familyResolvers,
  caseCountResolvers,
  surveyResolvers,
  callResolvers,
  assessmentResolvers,
  sensingResolvers,
  exchangeResolvers,
]
