/** What a citizen answered when asked which of two matters it is: the first, the second, or neither. */
export type Chosen = 0 | 1 | 'neither'

const FORMS: readonly [form: RegExp, chosen: Chosen][] = [
  [
    /^(?:选|是|第)*(?:1|１|一|①|A)(?:个|项|类|种)?$|^前(?:者|一个|面(?:那个|的)?)$|^(?:the )?(?:first|former)(?: one)?$/i,
    0,
  ],
  [
    /^(?:选|是|第)*(?:2|２|二|②|B)(?:个|项|类|种)?$|^后(?:者|一个|面(?:那个|的)?)$|^(?:the )?(?:second|latter)(?: one)?$/i,
    1,
  ],
  [
    /^(?:选|第)*(?:3|３|三|③|C)(?:个|项|类|种)?$|^(?:两个)?都?不是$|^都不(?:是|对|算)$|^其他$|^(?:neither|none|other)(?: of them)?$/i,
    'neither',
  ],
]

/** Reads a typed answer by its number, or by words of one of the two names only. Simplified Chinese or English. */
export function readChoice(words: string, names: readonly [string, string]): Chosen | undefined {
  const said = words.trim().replaceAll(/^[，,。.\s]+|[。！!.，,~～\s]+$/g, '')
  const form = FORMS.find(([pattern]) => pattern.test(said))
  if (form) return form[1]
  const meant = names.map((name) => partsOf(name).some((part) => said === part || said === name))
  if (meant[0] === meant[1]) return undefined
  return meant[0] ? 0 : 1
}

/** The words that a name is a list of: 噪声、油烟、污水等污染 → 噪声, 油烟, 污水, … */
function partsOf(name: string): string[] {
  return name
    .split(/[、，,和等]|\bor\b|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part.length > 1)
}
