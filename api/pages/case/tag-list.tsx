import { useSignal } from '@preact/signals'
import type { Tag } from './tags.ts'

/** The tags of a case; each says why when it is tapped, and when it is pointed at. */
export function TagList({ tags }: { tags: readonly Tag[] }) {
  const asked = useSignal<string | undefined>(undefined)
  if (tags.length === 0) return null
  const shown = tags.find(({ id }) => id === asked.value)
  return (
    <div class="tags" role="group" aria-label="需要留意">
      {tags.map(({ id, long, why, tone }) => (
        <button
          key={id}
          type="button"
          class={`tag ${tone}`}
          title={why}
          aria-expanded={asked.value === id}
          onClick={() => (asked.value = asked.value === id ? undefined : id)}
        >
          {long}
        </button>
      ))}
      <p class="tag-why" role="status">
        {shown && `${shown.long}：${shown.why}`}
      </p>
    </div>
  )
}
