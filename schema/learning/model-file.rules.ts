import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'
import { columnsOf } from './features.rules.ts'
import type { TextModel } from './text-model.rules.ts'

/**
 * A model in one file: magic and version, the length of the header, the header as JSON, then for each label its scale
 * and bias (float32) and all weights (int8, by column, then label). Numbers are little-endian.
 */
const MAGIC = 'JIESUTM'
const VERSION = 1
/** Magic, version byte, header length. */
const FIXED = MAGIC.length + 1 + 4
const LONGEST_HEADER = 65_536

const headerSchema = z.object({
  name: z.string().min(1),
  labels: z.array(z.string().min(1)).min(2).max(255),
  options: z.object({
    shortest: z.int().min(1).max(8),
    longest: z.int().min(1).max(8),
    opening: z.int().min(0).max(1_000),
    columns: powerOfTwo(1 << 22),
    hintColumns: z.union([z.literal(0), powerOfTwo(1 << 16)]),
    reach: z.int().min(1).max(1_000_000),
  }),
  calibration: z.object({ sharpness: z.number(), growth: z.number(), shifts: z.array(z.number()) }),
  sureFrom: z.number().min(0).max(1),
})

function powerOfTwo(most: number) {
  return z
    .int()
    .min(2)
    .max(most)
    .refine((columns) => (columns & (columns - 1)) === 0)
}

export function encodeModel({ weights, scales, biases, ...header }: TextModel): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const many = header.labels.length
  const bytes = new Uint8Array(FIXED + json.length + many * 8 + weights.length)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint8(MAGIC.length, VERSION)
  view.setUint32(MAGIC.length + 1, json.length, true)
  bytes.set(json, FIXED)
  let at = FIXED + json.length
  for (let label = 0; label < many; label++, at += 8) {
    view.setFloat32(at, scales[label] ?? 0, true)
    view.setFloat32(at + 4, biases[label] ?? 0, true)
  }
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), at)
  return bytes
}

/** Reads a model; a file of another kind, of a later version or cut off is refused in a sentence that names `source`. */
export function decodeModel(bytes: Uint8Array, source: string): TextModel {
  const refuse = (why: string) => new DomainError('BAD_INPUT', `${source} ${why}`)
  if (bytes.length < FIXED || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw refuse('不是接诉的模型文件')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = view.getUint8(MAGIC.length)
  if (version !== VERSION) throw refuse(`是第 ${version} 版模型文件，这里只认第 ${VERSION} 版，请重新训练`)
  const length = view.getUint32(MAGIC.length + 1, true)
  if (length > LONGEST_HEADER || FIXED + length > bytes.length) throw refuse('不完整：文件头被截断')
  const header = readHeader(bytes.subarray(FIXED, FIXED + length))
  if (!header) throw refuse('的文件头读不懂')
  const many = header.labels.length
  const start = FIXED + length + many * 8
  const size = columnsOf(header.options) * many
  if (bytes.length !== start + size) throw refuse(`不完整：应有 ${start + size} 字节，实有 ${bytes.length}`)
  const number = (label: number, which: number) => view.getFloat32(FIXED + length + label * 8 + which * 4, true)
  return {
    ...header,
    scales: Float32Array.from({ length: many }, (_, label) => number(label, 0)),
    biases: Float32Array.from({ length: many }, (_, label) => number(label, 1)),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + start, size),
  }
}

function readHeader(bytes: Uint8Array): z.infer<typeof headerSchema> | undefined {
  try {
    const header = headerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    const { labels, options, calibration } = header
    return calibration.shifts.length === labels.length && options.shortest <= options.longest ? header : undefined
  } catch {
    return undefined
  }
}
