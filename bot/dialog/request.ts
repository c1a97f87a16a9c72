import { takeUp } from './draft.ts'
import type { Hearing } from './hearing.ts'

/** Whatever is none of the others is a request, or the beginning of one. */
export function hearRequest(hearing: Hearing) {
  return takeUp(hearing, { heard: [], asked: [] })
}
