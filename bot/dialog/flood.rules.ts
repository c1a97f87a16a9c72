/** So many messages within a minute are a flood; faster than anybody reads an answer. */
export const FLOOD = 8
const WINDOW_MS = 60_000

/** Whether this message comes on top of a flood of earlier ones. */
export function isFlood(heard: readonly { at: Date }[], at: Date): boolean {
  const from = at.getTime() - WINDOW_MS
  return heard.filter((message) => message.at.getTime() > from && message.at <= at).length >= FLOOD
}
