import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { DomainError } from '../../kernel/errors.ts'
import type { PolarityModel } from './polarity.rules.ts'
import { vocabularyOf } from './vocabulary.rules.ts'

/** What a polarity model was made of and how well it did; beside its weights (`x.json` and `x.bin`). */
const manifestShape = z.object({
  kind: z.literal('polarity'),
  version: z.string().min(1),
  trainedAt: z.string(),
  /** How to make it again. */
  command: z.string(),
  rows: z.int().min(1),
  /** Files it learned from, by the hash of their bytes; their texts are not part of the project. */
  data: z.array(z.object({ file: z.string(), sha256: z.string(), rows: z.int() })),
  /**
   * By cross-validation: accuracy by file, and the calibration error over all. `dev`: where dev rows were learned from,
   * accuracy on them of a model that had not.
   */
  scores: z.object({
    accuracy: z.record(z.string(), z.number()),
    dev: z.record(z.string(), z.number()).optional(),
    calibrationError: z.number(),
  }),
  features: z
    .int()
    .min(1)
    .max(2 ** 22),
  ratioStep: z.number().positive(),
  weightStep: z.number().positive(),
  bias: z.number(),
  slope: z.number(),
  offset: z.number(),
  domains: z.object({
    names: z.array(z.string()).min(1),
    columns: z
      .int()
      .min(2)
      .max(2 ** 20)
      .refine((columns) => (columns & (columns - 1)) === 0),
    step: z.number().positive(),
    biases: z.array(z.number()),
  }),
  /** Of the weights, so that a damaged or foreign file is not believed. */
  sha256: z.string(),
})

export type PolarityManifest = z.infer<typeof manifestShape>

type Told = Pick<PolarityManifest, 'version' | 'trainedAt' | 'command' | 'rows' | 'data' | 'scores'>

/**
 * Writes `x.json` and `x.bin`: hashes of the features (four bytes each, little-endian), their log ratios, their weights
 * (anywhere, then by domain), the weights that tell the domains. Throws BAD_INPUT where it may not.
 */
export function writePolarity(path: string, model: PolarityModel, told: Told): PolarityManifest {
  const { ratios, weights, ratioStep, weightStep, bias, slope, offset } = model
  const { keys } = model.vocabulary
  const hashes = Buffer.alloc(keys.length * 4)
  for (const [place, key] of keys.entries()) hashes.writeUInt32LE(key, place * 4)
  const parts = [ratios, weights, model.domains.weights].map(
    ({ buffer, byteOffset, length }) => new Uint8Array(buffer, byteOffset, length),
  )
  const bytes = Buffer.concat([hashes, ...parts])
  const { names, columns, step, biases } = model.domains
  const manifest: PolarityManifest = {
    kind: 'polarity',
    ...told,
    features: keys.length,
    ratioStep,
    weightStep,
    bias,
    slope,
    offset,
    domains: { names: [...names], columns, step, biases: [...biases] },
    sha256: hashOf(bytes),
  }
  try {
    writeFileSync(weightsBeside(path), bytes)
    writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`)
  } catch (error) {
    throw new DomainError('BAD_INPUT', `写不了 ${path}：${error instanceof Error ? error.message : String(error)}`)
  }
  return manifest
}

/** Reads a model by its manifest. Throws BAD_INPUT in a sentence when it is missing, foreign or damaged. */
export function readPolarity(path: string): { model: PolarityModel; manifest: PolarityManifest } {
  const parsed = manifestShape.safeParse(jsonOf(path))
  if (!parsed.success) throw new DomainError('BAD_INPUT', `${path} 不是情绪模型的说明文件（训练得到的 .json）`)
  const manifest = parsed.data
  const bytes = read(weightsBeside(path))
  const { features, domains } = manifest
  const { names, columns, biases } = domains
  const parts = [features * 4, features, features * (names.length + 1), columns * names.length]
  const whole = parts.reduce((sum, part) => sum + part, 0)
  if (biases.length !== names.length || bytes.length !== whole || hashOf(bytes) !== manifest.sha256) {
    throw new DomainError('BAD_INPUT', `${weightsBeside(path)} 与说明文件不符，可能不完整`)
  }
  let at = 0
  const next = (length: number) => {
    at += length
    return new Int8Array(bytes.buffer, bytes.byteOffset + at - length, length)
  }
  next(features * 4)
  const keys = Uint32Array.from({ length: features }, (_, place) => bytes.readUInt32LE(place * 4))
  const [ratios, weights] = [next(features), next(features * (names.length + 1))]
  const model = {
    ...manifest,
    vocabulary: vocabularyOf(keys),
    ratios,
    weights,
    domains: { ...domains, weights: next(columns * names.length) },
  }
  return { model, manifest }
}

/** Where the weights of a manifest lie. Throws BAD_INPUT for a name that is none. */
export function weightsBeside(path: string): string {
  if (!path.endsWith('.json')) throw new DomainError('BAD_INPUT', `模型文件应以 .json 结尾：${path}`)
  return path.replace(/\.json$/, '.bin')
}

function jsonOf(path: string): unknown {
  if (!path.endsWith('.json')) weightsBeside(path)
  try {
    return JSON.parse(read(path).toString('utf8'))
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('BAD_INPUT', `${path} 不是情绪模型的说明文件（训练得到的 .json）`)
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new DomainError('BAD_INPUT', `读不到模型文件 ${path}`)
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
