import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { type Choice, findChoices } from './choices.ts'

/** A list to choose from by typing a part of it; arrows and Enter work as the mouse does. */
export function Pick(props: { label: string; choices: readonly Choice[] | undefined; onPick(choice: Choice): void }) {
  const typed = useSignal('')
  const at = useSignal(0)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), [])
  const found = props.choices ? findChoices(props.choices, typed.value) : []
  const active = Math.min(at.value, found.length - 1)
  const move = (to: number) => {
    at.value = Math.max(0, Math.min(found.length - 1, to))
    document.getElementById(`${id}-${at.value}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div class="pick">
      <input
        ref={field}
        type="text"
        autocomplete="off"
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        placeholder={props.label}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          at.value = 0
        }}
        onKeyDown={(event) => {
          const choice = found[active]
          if (event.key === 'ArrowDown') move(active + 1)
          else if (event.key === 'ArrowUp') move(active - 1)
          else if (event.key === 'Enter' && !event.isComposing && choice) props.onPick(choice)
          else return
          event.preventDefault()
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={props.label}>
        {found.map((choice, index) => (
          <li
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={() => props.onPick(choice)}
          >
            {choice.label}
          </li>
        ))}
      </ul>
      {props.choices === undefined && <p class="hint">正在取…</p>}
      {props.choices && found.length === 0 && <p class="hint">没有这一项，换个词试试。</p>}
    </div>
  )
}
