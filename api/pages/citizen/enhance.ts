import './citizen.css'
import { fieldOf, forgetDraft, keepDraft } from './draft.ts'
import { remember } from './keep.ts'
import { forgetPhotos } from './photo-store.ts'
import { Photos } from './photos.ts'
import { PlacePicker } from './place.ts'
import { checkStep, showStep, stepOf } from './steps.ts'
import { sendForm } from './swap.ts'

/**
 * What scripts add to pages that work without them: one question at a time, photos with progress, a map, drafts, large
 * type, copying, and sending without losing what was typed. One listener each on the document, so that swapped-in pages
 * need nothing new.
 */
const root = document.documentElement
let photos: Photos | undefined
let place: PlacePicker | undefined

const deeds: Readonly<Record<string, (button: HTMLButtonElement) => void>> = {
  large: () => showLarge(!root.classList.contains('large')),
  copy: (button) => void copy(button),
  next: ({ form }) => form && checkStep(form, stepOf(form)) && showStep(form, stepOf(form) + 1),
  back: ({ form }) => form && showStep(form, stepOf(form) - 1),
  forget: () => void forgetAll().then(() => location.reload()),
  pick: ({ form }) => form?.querySelector<HTMLInputElement>('input[name="photos"]')?.click(),
  locate: () => place?.locate(),
  map: () => void place?.openMap(),
  placed: () => place?.closeMap(),
  unplace: () => place?.clear(),
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
  show(form, '.trouble', '')
  const home = form.dataset['form'] === 'home'
  if (home) show(form, '.waiting', photos?.busy ? '照片还没传完，传完就提交…' : '正在提交…')
  const answer = (home && (await photos?.settle())) || (await sendForm(form, submitter, () => sayWaiting(form)))
  delete form.dataset['busy']
  show(form, '.waiting', '')
  if (typeof answer === 'string') return show(form, '.trouble', answer)
  if (answer.querySelector('[data-done="home"]')) void forgetAll()
  scrollTo(0, 0)
  answer.focus()
  prepare(true)
}

const sayWaiting = (form: HTMLFormElement) => show(form, '.waiting', '现在提交的人很多，正在排队，几秒就好…')

function show(form: HTMLFormElement, line: '.trouble' | '.waiting', words: string): void {
  const element = form.querySelector<HTMLElement>(line)
  if (!element) return
  element.textContent = words
  element.hidden = words === ''
}

async function forgetAll(): Promise<void> {
  forgetDraft()
  await forgetPhotos()
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

/** Makes a form that was just drawn ready; `answered` when it came back from the server. */
function prepare(answered: boolean): void {
  const form = document.querySelector<HTMLFormElement>('form[data-form="home"]')
  if (!form) return
  form.noValidate = true
  keepDraft(form, answered)
  const before = answered ? photos : undefined
  photos = new Photos(form, (words) => sayOfPhotos(form, words))
  place = new PlacePicker(form)
  void photos.restore(before)
}

function sayOfPhotos(form: HTMLFormElement, words: string): void {
  const error = form.querySelector<HTMLElement>('#photos-error')
  if (!error) return
  error.textContent = words
  error.hidden = words === ''
  fieldOf(form, 'photos')
    ?.closest('.field')
    ?.classList.toggle('wrong', words !== '')
}

showLarge(root.classList.contains('large'))
prepare(false)
