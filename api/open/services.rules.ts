import { createHash } from 'node:crypto'
import { PUBLIC_MATTERS, type PublicMatter } from '../../schema/classify/public-matters.ts'
import { type Attribute, attributesOf } from './attributes.rules.ts'
import type { Value } from './format.rules.ts'

/** The day the list or a definition last changed; a test holds it against what they contain. */
export const SERVICES_CHANGESET = '2026-11-25 00:00'

/** A service of GeoReport v2: one public matter of the city's category tree. */
export interface Service {
  code: string
  name: string
  description: string
  keywords: readonly string[]
  matter: PublicMatter
  /** The matter as a path of the tree. */
  path: string
  attributes: readonly Attribute[]
}

const MOST_KEYWORDS = 8
const MOST_EXAMPLES = 3

export const SERVICES: readonly Service[] = PUBLIC_MATTERS.map(toService)

const BY_CODE = new Map(SERVICES.map((service) => [service.code, service]))
const BY_PATH = new Map(SERVICES.map((service) => [service.path, service]))

export const serviceByCode = (code: string): Service | undefined => BY_CODE.get(code)

/** The service a ticket belongs to; undefined for matters that are not public. */
export function serviceOf({ l1, l2, l3 }: { l1: string; l2?: string; l3?: string }): Service | undefined {
  return BY_PATH.get([l1, l2, l3].filter(Boolean).join('/'))
}

/** Derived from the path alone, so that a code means the same whatever else the city adds to its tree. */
function codeOf(path: string): string {
  return `s${createHash('sha256').update(path).digest('hex').slice(0, 8)}`
}

function toService(matter: PublicMatter): Service {
  const { l1, l2, l3, node } = matter
  const path = [l1, l2, l3].filter(Boolean).join('/')
  const words = node.words.toSorted((a, b) => b.weight - a.weight).map(({ word }) => word)
  const examples = words
    .filter((word) => word !== node.name)
    .slice(0, MOST_EXAMPLES)
    .join('、')
  return {
    code: codeOf(path),
    name: l3 ?? `${l2}（其他）`,
    description: l3 ? `${l2}：${l3}，例如${examples}` : `${l2}方面的其他问题`,
    keywords: [...new Set([l2, ...words])].slice(0, MOST_KEYWORDS),
    matter,
    path,
    attributes: attributesOf(matter),
  }
}

export function serviceView(service: Service): Value {
  return {
    service_code: service.code,
    service_name: service.name,
    description: service.description,
    metadata: true,
    type: 'realtime',
    keywords: service.keywords.join(', '),
    group: service.matter.l1,
  }
}

export function definitionView(service: Service): Value {
  return {
    service_code: service.code,
    attributes: service.attributes.map(({ code, datatype, hint, description, values }, index) => ({
      variable: true,
      code,
      datatype,
      required: false,
      datatype_description: hint,
      order: index + 1,
      description,
      ...(values && { values: Object.entries(values).map(([key, name]) => ({ key, name })) }),
    })),
  }
}
