import { readFileSync } from 'node:fs'
import { DomainError } from '../kernel/errors.ts'
import { decodeModel } from './model-file.rules.ts'
import type { TextModel } from './text-model.rules.ts'

/** Reads a model from its file; a missing, foreign or damaged one is said in a sentence (DomainError). */
export function loadModel(path: string): TextModel {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch {
    throw new DomainError('NOT_FOUND', `读不到模型文件 ${path}`)
  }
  return decodeModel(bytes, path)
}
