import { recall, remember } from './keep.ts'

const KEY = 'jiesu-draft'
/** Name and phone are left out: the device may be shared. */
const KEPT = ['text', 'address', 'latitude', 'longitude'] as const

/**
 * Puts a kept draft into the empty fields of the form and keeps what is typed from now on. The draft keeps the form's
 * idempotency key too, so that the same draft sent after a reload is the same request. `answered` is a form that came
 * back from the server, whose own key counts.
 */
export function keepDraft(form: HTMLFormElement, answered: boolean): void {
  const draft = read()
  for (const name of KEPT) {
    const field = fieldOf(form, name)
    if (field && !field.value && draft[name] && !answered) field.value = draft[name]
  }
  const key = fieldOf(form, 'idempotencyKey')
  if (key && draft['idempotencyKey'] && !answered) key.value = draft['idempotencyKey']
  if (answered) saveDraft(form)
  showNote(form)
  form.addEventListener('input', () => saveDraft(form))
}

/** Keeps the form as it stands; nothing to keep is no draft. */
export function saveDraft(form: HTMLFormElement): void {
  const values = KEPT.map((name) => [name, fieldOf(form, name)?.value ?? ''])
  const photos = form.querySelector('[data-photos] > li') !== null
  const kept = photos || values.some(([, value]) => value)
  const key = ['idempotencyKey', fieldOf(form, 'idempotencyKey')?.value ?? '']
  remember(KEY, kept ? JSON.stringify(Object.fromEntries([...values, key])) : undefined)
  showNote(form)
}

export function forgetDraft(): void {
  remember(KEY, undefined)
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
