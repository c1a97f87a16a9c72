import type { CallPiece, InboundMessage, Utterance } from '../kernel/ports.ts'

/** 来电的去向. */
export const CALL_STATES = ['OPEN', 'REQUEST', 'UNHEARD', 'FOLLOW_UP', 'DROPPED', 'CALLED_BACK'] as const
export type CallState = (typeof CALL_STATES)[number]

/** One piece of a call as it is kept: what the message told, without what only the way here needed. */
export interface KeptPiece extends Omit<CallPiece, 'centre' | 'callId'> {
  /** The citizen's account on the channel: a number, or a stand-in that cannot be called. */
  account: string
  /** The citizen's number, where it is known. */
  number?: string
  at: number
  turns: Utterance[]
  surveyKeys?: string
}

export function pieceOf(message: InboundMessage & { call: CallPiece }): KeptPiece {
  const { centre: _centre, callId: _callId, ...piece } = message.call
  const number = message.form?.['phone']
  return {
    ...piece,
    account: message.sender,
    ...(number && { number }),
    at: message.at.getTime(),
    turns: message.transcript ?? [],
    ...(message.surveyKeys && { surveyKeys: message.surveyKeys }),
  }
}

/** Whether a piece takes the place of another of its kind; `mark` (of the content) decides where versions are equal. */
export function supersedes(a: { version: number; mark: string }, b: { version: number; mark: string }): boolean {
  return a.version === b.version ? a.mark > b.mark : a.version > b.version
}

/** A call as far as its pieces tell. */
export interface AssembledCall {
  account: string
  number?: string
  startedAt: Date
  direction?: CallPiece['direction']
  outcome?: CallPiece['outcome']
  wantsCallback: boolean
  /** Everything said, in order; offsets from the start of the call. */
  turns: Utterance[]
  /** Whether all that was said is there, as far as anybody can know. */
  heard: boolean
  keys: string
  surveyKeys: string
  survey?: NonNullable<CallPiece['survey']>
  recordings: string[]
  ticket?: string
  wordsDue: Date
}

/** The record knows the facts of a call best, then whoever heard the whole of it. */
const RANK = ['record', 'vcon', 'transcript', 'voicemail', 'transcription', 'answer', 'recording']

/** Puts the pieces together; the same whatever order they came in. */
export function assemble(pieces: readonly KeptPiece[]): AssembledCall {
  const ranked = pieces.toSorted((a, b) => rankOf(a) - rankOf(b) || a.at - b.at || (a.piece < b.piece ? -1 : 1))
  const first = <K extends keyof KeptPiece>(name: K) => ranked.find((piece) => piece[name] !== undefined)?.[name]
  const [best] = ranked
  if (!best) throw new Error('a call has a piece')
  const startedAt = best.at
  const number = first('number')
  const outcome = outcomeOf(ranked)
  const [direction, ticket] = [first('direction'), first('ticket')]
  const surveys = ranked.flatMap(({ survey }) => survey ?? [])
  return {
    account: (ranked.find((piece) => piece.number !== undefined) ?? best).account,
    ...(number && { number }),
    startedAt: new Date(startedAt),
    ...(direction && { direction }),
    ...(outcome && { outcome }),
    wantsCallback: ranked.some((piece) => piece.wantsCallback),
    turns: turnsOf(ranked, startedAt),
    heard:
      ranked.some(({ words, piece }) => words === 'whole' || piece === 'record') && ranked.some(({ words }) => words),
    keys: ranked.map(({ keys }) => keys ?? '').join(''),
    surveyKeys: ranked.map(({ surveyKeys }) => surveyKeys ?? '').join(''),
    ...(surveys.length > 0 && {
      survey: Object.assign({}, ...surveys.toReversed()) as NonNullable<CallPiece['survey']>,
    }),
    recordings: [...new Set(ranked.flatMap(({ recordings }) => recordings ?? []))],
    ...(ticket && { ticket }),
    wordsDue: new Date(Math.min(...ranked.map(({ wordsDue }) => wordsDue))),
  }
}

const rankOf = ({ piece }: KeptPiece) => {
  const rank = RANK.indexOf(piece.split(':')[0] ?? '')
  return rank < 0 ? RANK.length : rank
}

/** A message left is a message left, whatever became of the call; a recording shows that somebody was on the line. */
function outcomeOf(ranked: readonly KeptPiece[]): AssembledCall['outcome'] {
  if (ranked.some(({ outcome }) => outcome === 'voicemail')) return 'voicemail'
  const known = ranked.find(({ outcome }) => outcome !== undefined)?.outcome
  return known ?? (ranked.some(({ recordings }) => recordings?.length) ? 'answered' : undefined)
}

/**
 * Whoever told the voices apart is believed before who did not, and one hearing of the whole call before its single
 * answers; those are stitched together in the order they were given.
 */
function turnsOf(ranked: readonly KeptPiece[], startedAt: number): Utterance[] {
  const shifted = (piece: KeptPiece) =>
    piece.turns.map((turn) => {
      const late = Math.max(0, piece.at - startedAt)
      if (turn.offsetMs !== undefined) return { ...turn, offsetMs: turn.offsetMs + late }
      return piece.words === 'part' ? { ...turn, offsetMs: late } : turn
    })
  const wholes = ranked.filter(({ words, turns }) => words === 'whole' && turns.length > 0)
  const whole = wholes.find(({ turns }) => turns.some(({ speaker }) => speaker !== 'unknown')) ?? wholes[0]
  if (whole) return shifted(whole)
  return ranked
    .filter(({ words }) => words === 'part')
    .flatMap(shifted)
    .toSorted((a, b) => (a.offsetMs ?? 0) - (b.offsetMs ?? 0))
}

/** What people say before anything is said. */
const NOTHING_SAID =
  /(喂|哈喽|你好|您好|嗯+|啊+|哦+|呃+|那个|听(得|不)到吗?|听不见|能听(到|见)吗|有人吗|在吗|hello|hi)/giu

/** The turns that are the caller's own; all of them where the voices were not told apart. */
export function ownTurns(turns: readonly Utterance[]): Utterance[] {
  const said = (speaker: Utterance['speaker']) => turns.filter((turn) => turn.speaker === speaker)
  const own = said('citizen')
  return own.length > 0 ? own : said('unknown')
}

/** The caller's own words; empty when nothing was said beyond "hello, can you hear me". */
export function ownWords(turns: readonly Utterance[]): string {
  const words = ownTurns(turns)
    .map(({ text }) => text)
    .join('\n')
    .trim()
  return words.replaceAll(NOTHING_SAID, '').replaceAll(/[\s\p{P}]/gu, '') === '' ? '' : words
}

/** What becomes of a call: `wait` for more, or one of its ends. */
export type CallEnd = 'wait' | 'request' | 'unheard' | 'dropped'

/**
 * A call with the caller's own words is a request. One that was answered, left a message or asked to be called back, but
 * whose words never come, is a request to ring back. Everything else ended before anything was said.
 */
export function endOf(call: AssembledCall, now: Date): CallEnd {
  const due = now >= call.wordsDue
  if (ownWords(call.turns) !== '') return call.heard || due ? 'request' : 'wait'
  if (!call.wantsCallback && (call.heard || call.outcome === 'abandoned')) return 'dropped'
  if (!due) return 'wait'
  return call.wantsCallback || call.outcome ? 'unheard' : 'dropped'
}

/**
 * Recognisers give their confidence as a share of the words they are sure of. Below this they were guessing: of ten
 * syllables of an address four are wrong. Not calibrated between vendors.
 */
export const LOW_CONFIDENCE = 0.6

/** Words that speak of a place, also of one that the gazetteer does not know. */
const ABOUT_PLACE =
  /[路街巷弄桥站村镇]|小区|社区|大厦|广场|公园|路口|门口|\d+\s*[号栋幢座单元室]|[一二三四五六七八九十百]+[号栋幢座]/u
/** Numbers as they are spoken into a recogniser: digits, or the words for them. */
const ABOUT_PHONE = /\d[\d\s-]{5,}\d|[零一二三四五六七八九幺两]{7,}|电话|手机/u

/** What staff have to ask again, because the recogniser was not sure of it. */
export function toVerify(turns: readonly Utterance[]): ('place' | 'phone')[] {
  const unsure = ownTurns(turns)
    .filter(({ confidence }) => confidence !== undefined && confidence < LOW_CONFIDENCE)
    .map(({ text }) => text)
  const about = (words: RegExp) => unsure.some((text) => words.test(text))
  return [...(about(ABOUT_PLACE) ? (['place'] as const) : []), ...(about(ABOUT_PHONE) ? (['phone'] as const) : [])]
}

/** How long after its last step a call to the citizen is still taken to be about a ticket. */
const ABOUT_WITHIN_MS = 30 * 24 * 3_600_000

type Dated = { state: string; createdAt: Date; closedAt?: Date }

/** The ticket that a call to its citizen is about: the one that was opened or closed last before the call. */
export function ticketCalledAbout<T extends Dated>(tickets: readonly T[], startedAt: Date): T | undefined {
  const touched = ({ createdAt, closedAt }: Dated) =>
    (closedAt && closedAt <= startedAt ? closedAt : createdAt).getTime()
  const since = startedAt.getTime() - ABOUT_WITHIN_MS
  return tickets
    .filter((ticket) => touched(ticket) <= startedAt.getTime() && touched(ticket) >= since)
    .toSorted((a, b) => touched(b) - touched(a))[0]
}

/** Whether keys pressed in a call can judge how a ticket was settled: only after it was. */
export function closedBefore({ state, closedAt }: Dated, startedAt: Date): boolean {
  return state === 'CLOSED' && closedAt !== undefined && closedAt <= startedAt
}

/** A number with its middle hidden; short ones are nobody's own. */
export function maskNumber(number: string): string {
  return number.length < 7 ? number : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`
}
