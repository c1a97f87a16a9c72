/**
 * Says once what several words of the citizen say alike: “工地”指向噪声 and “打桩”指向噪声 become “工地”“打桩”指向噪声.
 * Reasons of another form stay as they are.
 */
export function joinReasons(reasons: readonly string[]): string[] {
  const joined = new Map<string, string[]>()
  for (const reason of reasons) {
    const [, quoted = '', rest = reason] = /^(“[^”]+”)(.+)$/.exec(reason) ?? []
    const quotes = joined.get(rest) ?? []
    joined.set(rest, quotes.includes(quoted) ? quotes : [...quotes, quoted])
  }
  return [...joined].map(([rest, quotes]) => quotes.join('') + rest)
}
