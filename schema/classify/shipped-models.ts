import { fileURLToPath } from 'node:url'
import { loadModel } from '../learning/load-model.ts'
import type { TextModel } from '../learning/text-model.rules.ts'

/** The models that classify; without one its field rests on the word lists alone. */
export interface ClassifyModels {
  /** First level of the category. */
  category?: TextModel
  /** 诉求类型. */
  kind?: TextModel
}

let shipped: ClassifyModels | undefined
let own: ClassifyModels = {}

/**
 * The models that classify where none are given: those that ship in `weights/`, but for those of the city's own. Read when
 * the first text comes and then kept: an idle process does without.
 */
export function shippedModels(): ClassifyModels {
  shipped ??= { category: own.category ?? read('category'), kind: own.kind ?? read('kind') }
  return shipped
}

/**
 * Puts models that the city has taught in the place of those that ship, for the whole process: once, before the first
 * text. The files are read at once, so that a missing or damaged one is said when the house starts (DomainError).
 */
export function useOwnModels(files: Readonly<Partial<Record<keyof ClassifyModels, string | undefined>>>): void {
  own = {
    ...(files.category && { category: loadModel(files.category) }),
    ...(files.kind && { kind: loadModel(files.kind) }),
  }
  shipped = undefined
}

function read(field: keyof ClassifyModels): TextModel {
  return loadModel(fileURLToPath(new URL(`weights/${field}.bin`, import.meta.url)))
}
