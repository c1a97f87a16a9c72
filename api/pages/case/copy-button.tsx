import { useSignal } from '@preact/signals'
import { Check, Copy } from 'lucide'
import { Icon } from '../design/icon.tsx'

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const copied = useSignal(false)
  // Over plain HTTP browsers offer no clipboard.
  if (!navigator.clipboard) return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    copied.value = true
    setTimeout(() => (copied.value = false), 2000)
  }
  return (
    <button type="button" class="copy" aria-label={copied.value ? '已复制' : label} onClick={() => void copy()}>
      <Icon of={copied.value ? Check : Copy} size={14} />
    </button>
  )
}
