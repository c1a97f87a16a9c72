import { solvePuzzle } from './puzzle.ts'

/** How often a puzzle is solved for one press of the button: a proof may grow too old while the network is slow. */
const MOST_PUZZLES = 3

/**
 * Sends a form as the browser would and puts the answer's <main> in place of this one: one way through the server with
 * and without scripts, but a draft survives a lost connection. Returns the new <main>, or words for what went wrong.
 * `onWait` hears when a puzzle has to be solved first.
 */
export async function sendForm(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  onWait: () => void,
): Promise<HTMLElement | string> {
  const fields = fieldsOf(form, submitter)
  const { solver } = form.dataset
  if (solver) fields.set('scripts', 'yes')
  let answer = await post(form.action, fields)
  for (let round = 0; round < MOST_PUZZLES && typeof answer !== 'string' && answer.status === 428; round++) {
    onWait()
    const proof = await solvePuzzle(answer.headers.get('x-jiesu-puzzle') ?? '', solver ?? '')
    if (proof) fields.set('proof', proof)
    else fields.delete('scripts')
    answer = await post(form.action, fields)
  }
  if (typeof answer === 'string') return answer
  const html = await answer.text().catch(() => '')
  if (!answer.headers.get('content-type')?.includes('text/html')) return html || `没有成功（${answer.status}）。`
  return swapIn(html) ?? '服务器的回答看不懂，请稍后再试。'
}

/** Photos go by their receipts; the files themselves were sent before. */
function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') fields.append(name, value)
  }
  return fields
}

async function post(action: string, body: URLSearchParams): Promise<Response | string> {
  try {
    return await fetch(action, { method: 'POST', body, headers: { accept: 'text/html' } })
  } catch {
    return navigator.onLine ? '连不上服务器。您填的还在，请稍后再试。' : '网络断开了。您填的还在，连上后再试。'
  }
}

function swapIn(html: string): HTMLElement | undefined {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  const main = fresh.querySelector('main')
  if (!main) return undefined
  document.title = fresh.title
  const adopted = document.adoptNode(main)
  document.querySelector('main')?.replaceWith(adopted)
  return adopted
}
