/** Length of the pieces that texts are compared by. */
const PIECE = 6
/** Texts that share this part of the shorter one's pieces are taken for copies of each other. */
const SHARED = 0.5
/** A piece in more texts than this is a turn of phrase and says nothing of copies. */
const COMMON = 40

/**
 * Which group of near copies each text belongs to, by the number of one of its members. Copies stay on one side when
 * rows are held out, or a model is praised for remembering.
 */
export function groupCopies(texts: readonly string[]): Uint32Array {
  const pieces = texts.map(piecesOf)
  const having = new Map<string, number[]>()
  for (const [text, own] of pieces.entries()) {
    for (const piece of own) {
      const known = having.get(piece)
      if (known) known.push(text)
      else having.set(piece, [text])
    }
  }
  const parent = Uint32Array.from(texts, (_, text) => text)
  const rootOf = (text: number): number => {
    let at = text
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  for (const [text, own] of pieces.entries()) {
    for (const [other, shared] of sharing(text, own, having)) {
      if (shared > SHARED * Math.min(own.size, pieces[other]?.size ?? 0)) parent[rootOf(text)] = rootOf(other)
    }
  }
  return Uint32Array.from(texts, (_, text) => rootOf(text))
}

function piecesOf(text: string): Set<string> {
  const tight = text.replace(/\s+/g, '')
  const own = new Set<string>()
  for (let start = 0; start + PIECE <= tight.length; start++) own.add(tight.slice(start, start + PIECE))
  return own
}

/** Earlier texts with which this one shares pieces, and how many. */
function sharing(text: number, own: ReadonlySet<string>, having: ReadonlyMap<string, number[]>): Map<number, number> {
  const shared = new Map<number, number>()
  for (const piece of own) {
    const others = having.get(piece) ?? []
    if (others.length > COMMON) continue
    for (const other of others) if (other < text) shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  return shared
}
