import { findPhone } from '../../../schema/citizen/masking.rules.ts'
import { fieldOf } from './draft.ts'

const LAST = 4

/** What is wrong with a field, in words; the server checks the same again. */
const CHECKS: Readonly<Record<string, (value: string) => string | undefined>> = {
  text: (value) => (value.length < 5 ? '请再说详细一点，至少 5 个字。' : undefined),
  phone: (value) => (value && findPhone(value) !== value ? '手机号应为 11 位数字。' : undefined),
}

export const stepOf = (form: HTMLFormElement): number => Number(form.dataset['step'] ?? 1)

/** Shows one question and moves the focus to it; the last step shows everything once more. */
export function showStep(form: HTMLFormElement, step: number): void {
  const bounded = Math.min(LAST, Math.max(1, step))
  form.dataset['step'] = String(bounded)
  form.querySelectorAll('.progress li').forEach((item, index) => {
    if (index + 1 === bounded) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  })
  if (bounded === LAST) review(form)
  const section = form.querySelector(`section[data-step="${bounded}"]`)
  const target = section?.querySelector<HTMLElement>('textarea, input') ?? form.querySelector<HTMLElement>('.submit')
  target?.focus()
}

/** True when every field of the step is fine; otherwise the first wrong one has the focus and its words beside it. */
export function checkStep(form: HTMLFormElement, step: number): boolean {
  const fields = [...form.querySelectorAll<HTMLInputElement>(`section[data-step="${step}"] :is(input, textarea)`)]
  const wrong = fields.filter((field) => !showProblem(field, CHECKS[field.name]?.(field.value.trim())))
  wrong[0]?.focus()
  return wrong.length === 0
}

/** Writes what is wrong beside the field, or takes it away; true when there is nothing. */
function showProblem(field: HTMLInputElement, problem: string | undefined): boolean {
  const holder = field.closest('.field')
  const words = holder?.querySelector<HTMLElement>('.error')
  holder?.classList.toggle('wrong', Boolean(problem))
  if (words) {
    words.textContent = problem ?? ''
    words.hidden = !problem
  }
  if (problem) field.setAttribute('aria-invalid', 'true')
  else field.removeAttribute('aria-invalid')
  return !problem
}

const REVIEWED = [
  ['text', '什么事'],
  ['address', '在哪里'],
  ['phone', '手机号'],
  ['name', '称呼'],
] as const

function review(form: HTMLFormElement): void {
  const list = form.querySelector('[data-review]')
  const rows = REVIEWED.map(([name, label]) => {
    const term = document.createElement('dt')
    term.textContent = label
    const said = document.createElement('dd')
    said.textContent = fieldOf(form, name)?.value.trim() || '没有填'
    const row = document.createElement('div')
    row.append(term, said)
    return row
  })
  list?.replaceChildren(...rows)
}
