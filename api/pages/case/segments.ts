import type { Evidence } from '../graph/types.ts'

/** A stretch of the citizen's words and the fields that rest on it. */
export interface Segment {
  text: string
  fields: string[]
  /** Fields to be named under this segment's first character; those of close neighbours are named together. */
  labels: string[]
}

/** Cuts the words at every edge of an evidence span. Spans outside the text are ignored; the pieces join to the text. */
export function segments(text: string, evidence: readonly Evidence[]): Segment[] {
  const spans = evidence.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const pieces = edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length
    const here = spans.filter(({ start, end }) => start <= from && end >= to)
    return {
      text: text.slice(from, to),
      fields: [...new Set(here.map(({ field }) => field))],
      starts: [...new Set(here.filter(({ start }) => start === from).map(({ field }) => field))],
    }
  })
  return placeLabels(pieces)
}

/** Widths in Chinese characters of the sentence: a label of two small ones, and the room it wants around itself. */
const LABEL = 1.3
const ROOM = 0.3

/**
 * A label must not run into the next one: where a span begins too close behind, its field is named in the label before.
 * Spans of one field that touch are one thing to the eye and are named once.
 */
function placeLabels(pieces: readonly (Omit<Segment, 'labels'> & { starts: string[] })[]): Segment[] {
  let at = 0
  let taken = -1
  let touching = false
  let holder: Segment | undefined
  return pieces.map(({ text, fields, starts }) => {
    const segment: Segment = { text, fields, labels: [] }
    if (fields.length === 0) touching = false
    const fresh = starts.filter((field) => !(touching && holder?.labels.includes(field)))
    if (fresh.length > 0) {
      if (!holder || at >= taken) {
        holder = segment
        taken = at + ROOM
      }
      holder.labels.push(...fresh.filter((field) => !holder?.labels.includes(field)))
      taken += fresh.length * LABEL
    }
    touching = fields.length > 0
    at += widthOf(text)
    return segment
  })
}

/** Latin letters and digits take about half of a Chinese character. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character < '\u2e80' ? 0.55 : 1
  return width
}
