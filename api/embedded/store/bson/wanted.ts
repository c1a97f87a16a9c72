import type { Fields } from '../values.ts'

interface WantedField {
  readonly name: string
  readonly bytes: Buffer
  readonly inner: Wanted | undefined
}

/** The hash of a name's bytes that the table below is keyed by; decodeFields computes the same while it looks for the name's end. */
const hashOf = (bytes: Uint8Array) => bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0)

/** Fields as a small hash table over the bytes of their names, so that most elements are passed by without a string. */
export class Wanted {
  readonly count: number
  /** Some name could be a position in an array ("comments.0.text"). */
  readonly hasPositions: boolean
  readonly #slots: (WantedField | undefined)[]
  readonly #mask: number

  constructor(fields: Fields) {
    this.count = fields.size
    this.hasPositions = [...fields.keys()].some((name) => /^\d+$/.test(name))
    const size = 4 * 2 ** Math.ceil(Math.log2(fields.size + 1))
    this.#mask = size - 1
    this.#slots = Array.from({ length: size }, () => undefined)
    for (const [name, inner] of fields) {
      const bytes = Buffer.from(name)
      let slot = hashOf(bytes) & this.#mask
      while (this.#slots[slot]) slot = (slot + 1) & this.#mask
      this.#slots[slot] = { name, bytes, inner: inner === true ? undefined : wantedOf(inner) }
    }
  }

  /** The wanted field whose name is bytes [from, to), if any. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): WantedField | undefined {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const field = this.#slots[slot]
      if (!field) return undefined
      if (isAt(field.bytes, bytes, from, to)) return field
    }
  }
}

function isAt(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false
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
