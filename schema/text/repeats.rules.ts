import { isIdeograph } from './letters.rules.ts'

/** A letter said more often than this in a row is said this often: 好好好好 says no more than 好好. */
const IN_A_ROW = 2
/** From this length on a phrase said twice at once is said once; shorter ones (看看, 研究研究) are ways of speaking. */
const PHRASE = 4
const LONGEST_PHRASE = 30
const CLAUSE_END = /[,。!?;:…、~ ]/

/**
 * Positions of the letters that stay when nobody says the same thing on and on: letters and short phrases at most twice
 * in a row, longer phrases and clauses (路灯坏了，路灯坏了) once. What has digits stays: 10000 is not 100.
 */
export function withoutRepeats(text: string): number[] {
  const kept: number[] = []
  const codes: number[] = []
  const runs = new Uint8Array(LONGEST_PHRASE + 1)
  let clause = 0
  let before = 0
  const leaveOut = (count: number) => {
    kept.length -= count
    codes.length -= count
    runs.fill(0)
    if (count < PHRASE) runs[count] = count * (IN_A_ROW - 1)
  }
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at] ?? ''
    if (letter === '' || CLAUSE_END.test(letter)) {
      const length = codes.length - clause
      if (length >= PHRASE && isSaidAgain(codes, before, clause)) leaveOut(length + 1)
      else before = clause
      clause = codes.length + 1
      if (letter === '') break
    }
    const code = text.charCodeAt(at)
    if (!isDigit(code) && codes.at(-1) === code && codes.at(-IN_A_ROW) === code) continue
    kept.push(at)
    codes.push(code)
    const again = countRuns(codes, runs)
    if (again > 0) {
      leaveOut(again)
      clause = Math.min(clause, codes.length)
      before = Math.min(before, clause)
    }
  }
  return kept
}

/** How many letters at the end repeat what stands right before them; 0 where they do not. */
function countRuns(codes: readonly number[], runs: Uint8Array): number {
  const last = codes.length - 1
  const code = codes[last] ?? 0
  const longest = Math.min(LONGEST_PHRASE, last)
  for (let length = 2; length <= longest; length++) {
    const run = codes[last - length] === code && !isDigit(code) ? (runs[length] ?? 0) + 1 : 0
    runs[length] = run
    if (run < length * (length < PHRASE ? IN_A_ROW : 1)) continue
    if (codes.slice(-length).some(isIdeograph)) return length
  }
  return 0
}

/** Whether the clause that ends here is the clause before it, word for word. */
function isSaidAgain(codes: readonly number[], before: number, clause: number): boolean {
  const length = codes.length - clause
  if (clause - 1 - before !== length) return false
  for (let at = 0; at < length; at++) {
    const code = codes[clause + at] ?? 0
    if (code !== codes[before + at] || isDigit(code)) return false
  }
  return true
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
