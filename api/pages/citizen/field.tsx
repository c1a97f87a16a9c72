import type { ComponentChildren } from 'preact'

interface FieldProps {
  name: string
  label: string
  hint?: string
  error?: string | undefined
  children: ComponentChildren
}

/** A label, its hint, the field, and what is wrong with it right beside it. */
export function Field({ name, label, hint, error, children }: FieldProps) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
      <p class="error" id={`${name}-error`} hidden={!error}>
        {error}
      </p>
    </div>
  )
}

/** What ties a field to its hint and error for those who hear the page. */
export function described(name: string, error?: string) {
  return {
    id: name,
    name,
    'aria-describedby': `${name}-hint ${name}-error`,
    'aria-invalid': error ? ('true' as const) : undefined,
  }
}
