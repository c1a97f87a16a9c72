import { Guesses } from '../case/review.tsx'
import { ask } from '../graph/client.ts'
import { CORRECT } from '../graph/documents.ts'
import type { TicketRow } from '../graph/types.ts'
import { signOutIfExpired, token } from './session.ts'

/** Under a row of 待人工分类: the likeliest categories, one tap each. The list hears of the change as of any other. */
export function RowReview({ row }: { row: TicketRow }) {
  const { number, revision } = row
  const pick = async (value: string) => {
    try {
      await ask(CORRECT, { number, field: 'CATEGORY', value, revision }, token)
    } catch (error) {
      signOutIfExpired(error)
      throw error
    }
  }
  if (row.likely.length === 0) return null
  return (
    <div class="guesses" role="group" aria-label={`工单 ${number} 属于哪一类`}>
      <Guesses guesses={row.likely} onPick={pick} />
    </div>
  )
}
