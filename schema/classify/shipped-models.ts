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

/** The models that ship in `weights/`, read when the first text comes and then kept: an idle process does without. */
export function shippedModels(): ClassifyModels {
  shipped ??= { category: read('category'), kind: read('kind') }
  return shipped
}

function read(field: keyof ClassifyModels): TextModel {
  return loadModel(fileURLToPath(new URL(`weights/${field}.bin`, import.meta.url)))
}
