import { COMMERCE_NEAR, ENVIRONMENT_NEAR, TRANSPORT_NEAR } from './near-commerce.ts'
import { CONSTRUCTION_NEAR } from './near-construction.ts'
import { EDUCATION_NEAR, HEALTH_NEAR, LABOUR_NEAR } from './near-livelihood.ts'

const BY_FIRST_LEVEL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  城乡建设: CONSTRUCTION_NEAR,
  劳动和社会保障: LABOUR_NEAR,
  教育文体: EDUCATION_NEAR,
  卫生计生: HEALTH_NEAR,
  商贸旅游: COMMERCE_NEAR,
  环境保护: ENVIRONMENT_NEAR,
  交通运输: TRANSPORT_NEAR,
}

/** By path of a branch or leaf: words that tell it from its siblings. */
export const NEAR_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(BY_FIRST_LEVEL).flatMap(([l1, words]) =>
    Object.entries(words).map(([path, own]) => [`${l1}/${path}`, own] as const),
  ),
)
