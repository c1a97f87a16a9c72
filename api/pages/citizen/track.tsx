import { SURVEY_OPTIONS } from '../../../schema/survey/survey.rules.ts'
import { dueTime, monthDay, clockTime } from '../case/time.ts'
import { SATISFACTION_WORDS, SOLVED_WORDS, STATE_WORDS, word } from '../case/words.ts'
import { Field, described } from './field.tsx'
import { Layout } from './layout.tsx'
import type { TrackState, TrackValues, TrackedTicket } from './state.ts'

/** Progress by ticket number and phone or tracking code; the survey where one is open. */
export function Track({ state }: { state: TrackState }) {
  const { ticket, values } = state
  return (
    <Layout here="track">
      {ticket ? (
        <>
          <Progress ticket={ticket} />
          {state.thanked && !ticket.surveyQuestion && (
            <p class="notice-line done" role="status">
              谢谢您的评价，已经计入该单位的考核。
            </p>
          )}
          {ticket.surveyQuestion && <Survey question={ticket.surveyQuestion} values={values} />}
          <Story ticket={ticket} />
          <p class="buttons">
            <a class="button" href="/track">
              查另一件
            </a>
          </p>
        </>
      ) : (
        <Ask state={state} />
      )}
    </Layout>
  )
}

function Ask({ state: { values, error } }: { state: TrackState }) {
  return (
    <form method="post" action="/track" data-form="track">
      <h1>查进度</h1>
      {error && (
        <p class="notice-line alarm" role="alert">
          {error}
        </p>
      )}
      <Field name="number" label="工单号" hint="形如 20261124-000123，提交后给您的那个。">
        <input
          {...described('number')}
          required
          inputMode="numeric"
          autocomplete="off"
          maxLength={40}
          value={values.number}
        />
      </Field>
      <Field name="phone" label="手机号或查询码" hint="提交时留的手机号；没留的，填查询码。">
        <input {...described('phone')} required autocomplete="off" maxLength={60} value={values.phone} />
      </Field>
      <p class="trouble notice-line alarm" role="alert" hidden />
      <div class="buttons">
        <button type="submit" class="button primary submit">
          查一下
        </button>
      </div>
    </form>
  )
}

/** Where it stands, what happens next and by when, in one breath. */
function nextWords(ticket: TrackedTicket): string {
  const unit = ticket.organName ?? '承办单位'
  const due = `${dueTime(new Date(ticket.dueAt))} 前答复您`
  switch (ticket.state) {
    case 'ACCEPTED':
      return `正在找负责的单位，${due}。`
    case 'DISPATCHED':
      return `已转给${unit}，等他们签收，${due}。`
    case 'SIGNED':
      return `${unit}正在办理，${due}。`
    case 'REPLIED':
      return `${unit}已经答复。办结后会请您评价。`
    case 'WITHDRAWN':
      return '您已撤回，这件事不再办理。需要时请重新提交。'
    default:
      return ticket.surveyQuestion ? '办得怎么样，请您评一评。' : '这件事办完了，谢谢您的耐心。'
  }
}

function Progress({ ticket }: { ticket: TrackedTicket }) {
  const { survey } = ticket
  return (
    <article class="track">
      <p class="number">工单 {ticket.number}</p>
      <h1>{word(STATE_WORDS, ticket.state)}</h1>
      <p class="next-words">{nextWords(ticket)}</p>
      {ticket.reply && (
        <section class="reply">
          <h2>{ticket.organName ?? '承办单位'}的答复</h2>
          <p>{ticket.reply}</p>
        </section>
      )}
      {survey?.solved && !ticket.surveyQuestion && (
        <p class="verdict">
          您的评价：{word(SOLVED_WORDS, survey.solved)}
          {survey.satisfaction && `，${word(SATISFACTION_WORDS, survey.satisfaction)}`}
        </p>
      )}
    </article>
  )
}

const QUESTIONS = { solved: '您反映的问题解决了吗？', satisfaction: '您对这次办理满意吗？' } as const

/** One question with big answers; each is a button that sends the form, so that it works without scripts. */
function Survey({ question, values }: { question: 'solved' | 'satisfaction'; values: TrackValues }) {
  return (
    <form method="post" action="/track" class="survey" data-form="survey">
      <h2>{QUESTIONS[question]}</h2>
      <input type="hidden" name="number" value={values.number} />
      <input type="hidden" name="phone" value={values.phone} />
      <p class="trouble notice-line alarm" role="alert" hidden />
      <div class="answers">
        {SURVEY_OPTIONS[question].map(([value, label]) => (
          <button key={value} type="submit" class="button" name={question} value={value}>
            {label}
          </button>
        ))}
      </div>
    </form>
  )
}

function SentAlong({ ticket: { photos = [], recordings = 0 } }: { ticket: TrackedTicket }) {
  if (photos.length === 0 && recordings === 0) return null
  return (
    <div class="sent-along">
      {photos.map((photo, index) => (
        <img key={index} src={photo} alt={`您提供的图片 ${index + 1}`} />
      ))}
      {recordings > 0 && <p>另有 {recordings} 段语音或视频，已转给承办单位。</p>}
    </div>
  )
}

function Story({ ticket }: { ticket: TrackedTicket }) {
  return (
    <section class="story">
      <h2>您说的</h2>
      <blockquote>{ticket.text}</blockquote>
      <SentAlong ticket={ticket} />
      <h2>经过</h2>
      <ol>
        {ticket.timeline.toReversed().map((entry) => {
          const at = new Date(entry.at)
          return (
            <li key={entry.id}>
              <time dateTime={at.toISOString()}>
                {monthDay(at)} {clockTime(at)}
              </time>
              <p>{entry.text}</p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
