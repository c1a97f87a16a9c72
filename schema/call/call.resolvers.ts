import { maskPersonal } from '../personal/mask.rules.ts'
import { type GraphContext, requireActor, requireStaff, requireVisible } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { type StaffIdentity, mayAct, seesWholeCity } from '../staff/staff.rules.ts'
import { answerLabel } from '../survey/survey.rules.ts'
import { noteVerified } from '../ticket/ticket.service.ts'
import { loadTicket } from '../ticket/ticket.store.ts'
import type { Call } from './call.model.ts'
import { type AssembledCall, LOW_CONFIDENCE, maskNumber } from './call.rules.ts'
import { noteCalledBack, openCall } from './call.service.ts'
import { callsInState, callsOfTicket } from './call.store.ts'

/** A stored call beside what its pieces say. */
export interface OpenedCall {
  call: Call
  assembled: AssembledCall
}

const MOST_ROWS = 100

const opened = ({ city }: GraphContext, call: Call): OpenedCall => ({ call, assembled: openCall(city, call) })

export const callResolvers: Resolvers = {
  Ticket: {
    calls: async (ticket, _, context) => {
      const calls = await callsOfTicket(context.city.db, ticket._id)
      return calls.map((call) => opened(context, call))
    },
    toVerify: (ticket) => ticket.toVerify ?? [],
  },
  Query: {
    droppedCalls: async (_, { first }, context) => {
      requireHotline(requireStaff(context))
      const calls = await callsInState(context.city.db, 'DROPPED', Math.min(Math.max(first ?? 20, 1), MOST_ROWS))
      return calls.map((call) => opened(context, call))
    },
  },
  Mutation: {
    noteVerified: async (_, { number, revision }, context) => {
      const staff = requireActor(context)
      requireVisible(staff, await loadTicket(context.city.db, number))
      return noteVerified(context.city, number, staff, revision ?? undefined)
    },
    noteCalledBack: async (_, { id }, context) => {
      const staff = requireHotline(requireActor(context))
      return opened(context, await noteCalledBack(context.city, id, staff.displayName))
    },
  },
  Call: {
    id: ({ call }) => call._id,
    centre: ({ call }) => call.centre,
    state: ({ call }) => call.state,
    startedAt: ({ call }) => call.startedAt,
    number: ({ assembled }) => (assembled.number ? maskNumber(assembled.number) : null),
    callbackNumber: ({ assembled }, _, context) => (mayAct(requireStaff(context)) ? (assembled.number ?? null) : null),
    outcome: ({ assembled }) => assembled.outcome ?? null,
    // Some type their identity number into a menu.
    keys: ({ assembled }) => maskPersonal(assembled.keys) || null,
    surveyAnswer: ({ assembled }) => (assembled.survey ? answerLabel(assembled.survey) : null),
    recordings: ({ assembled }) => assembled.recordings,
    transcript: ({ assembled }) => assembled.turns,
    calledBackBy: ({ call }) => call.calledBackBy ?? null,
  },
  CallUtterance: {
    text: (turn) => maskPersonal(turn.text),
    offsetMs: (turn) => turn.offsetMs ?? null,
    confidence: (turn) => turn.confidence ?? null,
    unsure: (turn) => turn.confidence !== undefined && turn.confidence < LOW_CONFIDENCE,
  },
}

/** Calls that belong to no unit yet are the hotline's. */
function requireHotline(staff: StaffIdentity): StaffIdentity {
  if (seesWholeCity(staff)) return staff
  throw new DomainError('FORBIDDEN', '只有热线岗位可以查看未接通的来电。', { role: staff.role })
}
