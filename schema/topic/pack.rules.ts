import type { Core } from './topic.rules.ts'

/** Column (4 bytes), weight (4), how many say it (2), how many in a name (2). */
const BYTES = 12
/** Topics are larger than two bytes can count only where it makes no difference any more. */
const MOST = 0xffff

/** A core as bytes: a fifth of what it takes as numbers in a document. */
export function packCore(core: Core): Uint8Array {
  const named = new Map(core.named)
  const bytes = new Uint8Array(core.grams.length * BYTES)
  const view = new DataView(bytes.buffer)
  core.grams.forEach(([column, weight, count], at) => {
    view.setUint32(at * BYTES, column)
    view.setFloat32(at * BYTES + 4, weight)
    view.setUint16(at * BYTES + 8, Math.min(count, MOST))
    view.setUint16(at * BYTES + 10, Math.min(named.get(column) ?? 0, MOST))
  })
  return bytes
}

export function unpackCore(bytes: Uint8Array, size: number): Core {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const core: Core = { size, grams: [], named: [] }
  for (let at = 0; at + BYTES <= bytes.length; at += BYTES) {
    const column = view.getUint32(at)
    core.grams.push([column, view.getFloat32(at + 4), view.getUint16(at + 8)])
    const named = view.getUint16(at + 10)
    if (named > 0) core.named.push([column, named])
  }
  return core
}
