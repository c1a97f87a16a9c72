import { ChevronDown, Phone } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Call, CallUtterance } from '../graph/types.ts'
import { minute } from './now.ts'
import { dayTime, offset } from './time.ts'
import { CALL_WORDS, OUTCOME_WORDS, SPEAKER_WORDS, word } from './words.ts'

/** The telephone calls of a case: who said what, when, and what was not heard well. */
export function Calls({ calls }: { calls: readonly Call[] }) {
  if (calls.length === 0) return null
  return (
    <section class="card calls" aria-label="通话">
      <h3>通话</h3>
      {calls.map((call) => (
        <details key={call.id} open={calls.length === 1}>
          <summary>
            <Icon of={Phone} />
            <b>{word(CALL_WORDS, call.state)}</b>
            <time dateTime={call.startedAt}>{dayTime(new Date(call.startedAt), minute.value)}</time>
            <Icon of={ChevronDown} />
          </summary>
          <p class="meta">{metaOf(call).join(' · ')}</p>
          {call.recordings.length > 0 && (
            <p class="meta">
              {call.recordings.map((url, index) => (
                <a key={url} href={url} target="_blank" rel="noreferrer">
                  录音 {index + 1}
                </a>
              ))}
            </p>
          )}
          {call.transcript.length === 0 ? (
            <p class="quiet">没有转写</p>
          ) : (
            <ol>
              {call.transcript.map((turn, index) => (
                <Turn key={index} turn={turn} />
              ))}
            </ol>
          )}
        </details>
      ))}
    </section>
  )
}

function metaOf(call: Call): string[] {
  const number = call.callbackNumber ?? call.number
  return [
    number ? `号码 ${number}` : '号码未知',
    ...(call.outcome ? [word(OUTCOME_WORDS, call.outcome)] : []),
    ...(call.keys ? [`按键 ${call.keys}`] : []),
    ...(call.surveyAnswer ? [`话后评价：${call.surveyAnswer}`] : []),
  ]
}

function Turn({ turn }: { turn: CallUtterance }) {
  return (
    <li class={turn.speaker}>
      <span class="who">
        {word(SPEAKER_WORDS, turn.speaker)}
        {typeof turn.offsetMs === 'number' && <time>{offset(turn.offsetMs)}</time>}
      </span>
      <span class="said">
        {turn.text}
        {turn.unsure && (
          <small class="unsure">没听清（把握 {Math.round((turn.confidence ?? 0) * 100)}%），请核实</small>
        )}
      </span>
    </li>
  )
}
