import { h } from 'preact'
import type { IconNode } from 'lucide'

/** One drawing of the icon set. With `label` it speaks for itself, without it is decoration. */
export function Icon(props: { of: IconNode; size?: number; label?: string }) {
  const size = props.size ?? 16
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={props.label ? 'img' : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : 'true'}
    >
      {props.of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
