/** What the bot asks back for: 诉求要素. */
export const ASKED = ['matter', 'place', 'category', 'contact'] as const
export type Asked = (typeof ASKED)[number]

/** A request under way: what was said of it so far waits in the inbox. */
export interface Draft {
  /** Inbox ids in the order they were heard; the ticket gets the first one's. */
  heard: string[]
  /** What was asked back, in order; at most three times per request. */
  asked: Asked[]
  /** The two categories that were asked about last; absent where something else was. */
  choice?: string[]
  /** The one that the citizen chose. */
  category?: string
  /** When the citizen last said something to it. */
  at: Date
}
