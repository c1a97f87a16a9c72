import { recall, remember } from './keep.ts'

const KEY = 'jiesu-draft'
/** Name and phone are left out: the device may be shared. */
const KEPT = ['text', 'address'] as const

/** Puts a kept draft into the empty fields of the form and keeps what is typed from now on. */
export function keepDraft(form: HTMLFormElement): void {
  const draft = read()
  for (const name of KEPT) {
    const field = fieldOf(form, name)
    if (field && !field.value && draft[name]) field.value = draft[name]
  }
  showNote(form)
  form.addEventListener('input', () => {
    const values = KEPT.map((name) => [name, fieldOf(form, name)?.value ?? ''])
    remember(KEY, values.some(([, value]) => value) ? JSON.stringify(Object.fromEntries(values)) : undefined)
    showNote(form)
  })
}

export function forgetDraft(form?: HTMLFormElement): void {
  remember(KEY, undefined)
  if (!form) return
  for (const name of KEPT) {
    const field = fieldOf(form, name)
    if (field) field.value = ''
  }
  showNote(form)
}

function read(): Partial<Record<string, string>> {
  try {
    return JSON.parse(recall(KEY) ?? '{}') as Partial<Record<string, string>>
  } catch {
    return {}
  }
}

function showNote(form: HTMLFormElement): void {
  const note = form.querySelector<HTMLElement>('.draft')
  if (note) note.hidden = recall(KEY) === undefined
}

export function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLTextAreaElement | null {
  return form.querySelector(`input[name="${name}"], textarea[name="${name}"]`)
}
