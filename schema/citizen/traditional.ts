/**
 * The text in traditional characters as Taiwan writes them; the words stay ours. Its tables take some 50 MB, so they
 * are loaded when the first reader of traditional script turns up.
 */
export async function toTraditional(text: string): Promise<string> {
  converter ??= import('opencc-js/cn2t').then(({ Converter }) => Converter({ from: 'cn', to: 'tw' }))
  return (await converter)(text)
}

let converter: Promise<(text: string) => string> | undefined
