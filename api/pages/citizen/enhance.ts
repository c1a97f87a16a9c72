import './citizen.css'
import { forgetDraft, keepDraft } from './draft.ts'
import { remember } from './keep.ts'
import { checkStep, showStep, stepOf } from './steps.ts'
import { sendForm } from './swap.ts'

/**
 * What scripts add to pages that work without them: one question at a time, drafts, large type, copying, and sending
 * without losing what was typed. One listener each on the document, so that swapped-in pages need nothing new.
 */
const root = document.documentElement

const deeds: Readonly<Record<string, (button: HTMLButtonElement) => void>> = {
  large: () => showLarge(!root.classList.contains('large')),
  copy: (button) => void copy(button),
  next: ({ form }) => form && checkStep(form, stepOf(form)) && showStep(form, stepOf(form) + 1),
  back: ({ form }) => form && showStep(form, stepOf(form) - 1),
  forget: ({ form }) => form && forgetDraft(form),
}

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[data-do]')
  if (button) deeds[button.dataset['do'] ?? '']?.(button)
})

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  event.preventDefault()
  // Enter in a field means «next» until the last question.
  if (form.dataset['form'] === 'home' && stepOf(form) < 4)
    deeds['next']?.(form.querySelector('.next') as HTMLButtonElement)
  else void send(form, event.submitter)
})

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (form.dataset['busy']) return
  form.dataset['busy'] = 'yes'
  const trouble = form.querySelector<HTMLElement>('.trouble')
  if (trouble) trouble.hidden = true
  const answer = await sendForm(form, submitter)
  delete form.dataset['busy']
  if (typeof answer === 'string') {
    if (trouble) {
      trouble.textContent = answer
      trouble.hidden = false
    }
    return
  }
  if (answer.querySelector('[data-done="home"]')) forgetDraft()
  scrollTo(0, 0)
  answer.focus()
  prepare()
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const value = button.parentElement?.querySelector('.value')
  if (navigator.clipboard) await navigator.clipboard.writeText(value?.textContent ?? '')
  else if (value) copySelected(value)
  button.textContent = '已复制'
  setTimeout(() => (button.textContent = '复制'), 2000)
}

/** Over plain HTTP there is no clipboard; the old way still works there, and leaves the value selected. */
function copySelected(value: Element): void {
  getSelection()?.selectAllChildren(value)
  document.execCommand('copy')
}

function showLarge(large: boolean): void {
  root.classList.toggle('large', large)
  remember('jiesu-large', large ? 'yes' : undefined)
  document.querySelector('[data-do="large"]')?.setAttribute('aria-pressed', String(large))
}

function prepare(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-form="home"]')
  if (!form) return
  form.noValidate = true
  keepDraft(form)
}

showLarge(root.classList.contains('large'))
prepare()
