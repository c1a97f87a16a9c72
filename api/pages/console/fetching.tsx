import { RefreshCw } from 'lucide'
import { Icon } from '../design/icon.tsx'

interface Props {
  /** What is fetched, in a word or two: 热点. */
  what: string
  isThere: boolean
  problem: string | undefined
  onRetry: () => void
}

/** In the place of what is fetched: that it is on its way, or why it did not come, with another try. */
export function Fetching({ what, isThere, problem, onRetry }: Props) {
  if (problem) {
    return (
      <p class="notice-line alarm" role="alert">
        {problem}
        <button type="button" class="button" onClick={onRetry}>
          <Icon of={RefreshCw} /> 重试
        </button>
      </p>
    )
  }
  return isThere ? null : <div class="bone" role="status" aria-label={`正在取${what}`} />
}
