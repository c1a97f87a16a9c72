import { type ReadonlySignal, useSignal } from '@preact/signals'
import { CircleCheck, CircleX, TriangleAlert } from 'lucide'
import { useEffect } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { ReplyCheck, ReplySpan } from '../graph/types.ts'
import { ASPECT_WORDS, VERDICT_WORDS, word } from './words.ts'

/** What is known of the words as they stand: their check, or that there is none to be had. */
export interface Checked {
  text: string
  check?: ReplyCheck
}

/** How long nobody types before the words are checked. */
const SETTLED_MS = 500

/** Checks the words when they have settled; what comes back for other words is forgotten. */
export function useReplyCheck(
  text: string,
  check: (text: string) => Promise<ReplyCheck>,
): ReadonlySignal<Checked | undefined> {
  const checked = useSignal<Checked | undefined>(undefined)
  useEffect(() => {
    if (text === '') return
    let stale = false
    const take = (found: Checked) => {
      if (!stale) checked.value = found
    }
    const timer = setTimeout(() => {
      check(text).then(
        (found) => take({ text, check: found }),
        () => take({ text }),
      )
    }, SETTLED_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text])
  return checked
}

const TONES: Readonly<Record<ReplyCheck['verdict'], string>> = { GOOD: 'done', MEND: 'warn', STOP: 'alarm' }
const ICONS = { GOOD: CircleCheck, MEND: TriangleAlert, STOP: CircleX } as const

/** Where the words themselves are what is wrong; elsewhere it is what is missing. */
const MARKED: ReadonlySet<string> = new Set(['overPromises', 'leaks', 'passesTheBuck'])

/** What wants mending in a reply, before it goes out: the words themselves, and what to do about them. */
export function ReplyHints(props: {
  checked: Checked | undefined
  /** The reply as it stands. */
  text: string
  request: string
  onPick(span: ReplySpan): void
}) {
  const { checked, text, request, onPick } = props
  const check = checked?.check
  if (!checked || (checked.text !== text && !check)) return <p class="reply-hints quiet">停下来时检查这段回复</p>
  if (!check) return <p class="reply-hints quiet">没能检查，发出时还会检查一次</p>
  const wanting = check.findings.filter(({ good }) => !good)
  return (
    <div class="reply-hints" role="status" aria-label="答复检查">
      <Verdict check={check} />
      <ul>
        {wanting.map(({ aspect, why, spans }) => (
          <li key={aspect}>
            <b>{word(ASPECT_WORDS, aspect)}</b>
            <span>
              {why}
              {(MARKED.has(aspect) ? spans : []).map((span) => (
                <button type="button" key={span.start} title="选中这几个字" onClick={() => onPick(span)}>
                  <mark>{checked.text.slice(span.start, span.end)}</mark>
                </button>
              ))}
            </span>
          </li>
        ))}
        {check.unanswered.map(({ start, end }) => (
          <li key={start}>
            <b>还没答到</b>
            <span>“{request.slice(start, end)}”</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Verdict({ check }: { check: ReplyCheck }) {
  return (
    <span class={`tag ${TONES[check.verdict]}`}>
      <Icon of={ICONS[check.verdict]} /> {word(VERDICT_WORDS, check.verdict)}
    </span>
  )
}

/** The check that the reply went out with, for who looks at the case later. */
export function ReplyChecked({ check }: { check: ReplyCheck | null | undefined }) {
  if (!check) return null
  const wanting = check.findings.filter(({ good, aspect }) => !good && aspect !== 'citesBasis')
  return (
    <section class="card reply-checked" aria-label="答复检查">
      <h3>答复检查</h3>
      <p>
        <Verdict check={check} /> {check.score} 分
      </p>
      {wanting.length > 0 && (
        <ul>
          {wanting.map(({ aspect, why }) => (
            <li key={aspect}>
              {word(ASPECT_WORDS, aspect)}：{why}
            </li>
          ))}
        </ul>
      )}
      {check.reason && <p class="quiet">原样发出的理由：{check.reason}</p>}
    </section>
  )
}
