import type { Fields } from '../values.ts'

interface WantedField {
  readonly name: string
  readonly bytes: Buffer
  readonly inner: Wanted | undefined
}

/** Fields by the length of their names' bytes, so that most elements are passed by without making a string. */
export class Wanted {
  readonly count: number
  /** Some name could be a position in an array ("comments.0.text"). */
  readonly hasPositions: boolean
  readonly #byLength: WantedField[][] = []

  constructor(fields: Fields) {
    this.count = fields.size
    this.hasPositions = [...fields.keys()].some((name) => /^\d+$/.test(name))
    for (const [name, inner] of fields) {
      const bytes = Buffer.from(name)
      for (let i = this.#byLength.length; i <= bytes.length; i++) this.#byLength.push([])
      this.#byLength[bytes.length]!.push({ name, bytes, inner: inner === true ? undefined : wantedOf(inner) })
    }
  }

  /** The wanted field whose name is bytes [from, to), if any. */
  find(bytes: Uint8Array, from: number, to: number): WantedField | undefined {
    const candidates = this.#byLength[to - from]
    if (candidates) for (const field of candidates) if (isAt(field.bytes, bytes, from)) return field
    return undefined
  }
}

function isAt(name: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[from + i]) return false
  return true
}

const made = new WeakMap<Fields, Wanted>()

/** The table of these fields, made once. */
export function wantedOf(fields: Fields): Wanted {
  let wanted = made.get(fields)
  if (!wanted) {
    wanted = new Wanted(fields)
    made.set(fields, wanted)
  }
  return wanted
}
