import { findPhone } from '../../../schema/personal/phone.rules.ts'
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
  const target =
    section?.querySelector<HTMLElement>('textarea, input:not([type=hidden])') ??
    form.querySelector<HTMLElement>('.submit')
  target?.focus()
}

/** True when every field of the step is fine; otherwise the first wrong one has the focus and its words beside it. */
export function checkStep(form: HTMLFormElement, step: number): boolean {
  const own = `section[data-step="${step}"] :is(input:not([type=hidden], [type=file]), textarea)`
  const fields = [...form.querySelectorAll<HTMLInputElement>(own)]
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

function review(form: HTMLFormElement): void {
  const said = (name: string) => fieldOf(form, name)?.value.trim() || '没有填'
  const pictures = [...form.querySelectorAll<HTMLImageElement>('[data-photos] img')]
  const position = fieldOf(form, 'latitude')?.value && form.querySelector('[data-place-words]')?.textContent
  const rows = [
    row('什么事', said('text')),
    ...(pictures.length > 0 ? [row(`照片 ${pictures.length} 张`, ...pictures.map(copyOf))] : []),
    row('在哪里', said('address')),
    ...(position ? [row('地图位置', position)] : []),
    row('手机号', said('phone')),
    row('称呼', said('name')),
  ]
  form.querySelector('[data-review]')?.replaceChildren(...rows)
}

function row(label: string, ...said: (string | Node)[]): HTMLElement {
  const term = document.createElement('dt')
  term.textContent = label
  const words = document.createElement('dd')
  words.append(...said)
  const made = document.createElement('div')
  made.append(term, words)
  return made
}

function copyOf({ src }: HTMLImageElement): HTMLImageElement {
  const image = document.createElement('img')
  image.src = src
  image.alt = ''
  return image
}
