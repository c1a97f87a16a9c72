import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { failedToParse, refuse, StoreError } from '../errors.ts'
import { identical } from '../bson/identical.ts'
import { equals, typeName } from '../bson/order.ts'
import { changedAt } from './change.ts'
import { OPERATORS, type MakeChange } from './operators.ts'
import { checkConflicts, comparePaths, isDynamic, splitUpdatePath } from './paths.ts'
import { checkArrayFilters, compileArrayFilters, resolvePath, type ArrayFilters } from './positions.ts'
import { parseRename, renamed, type Rename } from './rename.ts'

export { seedFromFilter } from './seed.ts'

export interface UpdateOptions {
  readonly arrayFilters?: readonly Doc[]
  /** Compiles the stages of a pipeline update; given by whoever runs the command. */
  readonly evaluatePipeline: (stages: readonly Doc[]) => (doc: Doc) => Doc
}

export interface Update {
  /**
   * The document after the update; the one given is not changed. `position` is the filter's `positionOf`, `inserting`
   * is true for the seed of an upsert. Throws 66 where _id would change, and the operators' own codes.
   */
  apply(doc: Doc, now: Date, position?: number, inserting?: boolean): { doc: Doc; changed: boolean }
  readonly replacement: boolean
  /** Some path has a `$`, so `apply` needs the filter's position. */
  readonly needsPosition: boolean
}

/** Compiles an update: operators, a whole new document, or a pipeline. Throws MongoDB's codes for what cannot be read. */
export function compileUpdate(
  update: Doc | readonly Doc[],
  { arrayFilters = [], evaluatePipeline }: UpdateOptions,
): Update {
  if (isDoc(update as Value) && (update as Doc).keys().next().value?.startsWith('$')) {
    return operatorUpdate(update as Doc, compileArrayFilters(arrayFilters))
  }
  if (arrayFilters.length > 0) throw failedToParse('arrayFilters belong to updates by operators')
  if (!(update instanceof Map)) {
    const evaluate = evaluatePipeline(update)
    return { apply: (doc) => replaced(doc, evaluate(doc)), replacement: false, needsPosition: false }
  }
  for (const name of update.keys()) if (name.startsWith('$')) throw dollarPrefixed(name)
  return { apply: (doc) => replaced(doc, update), replacement: true, needsPosition: false }
}

const dollarPrefixed = (name: string) =>
  new StoreError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not allowed here`)

const immutableId = () =>
  new StoreError(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'")

function replaced(doc: Doc, replacement: Doc): { doc: Doc; changed: boolean } {
  const id = replacement.get('_id')
  if (id !== undefined && doc.has('_id') && !equals(id, doc.get('_id')!)) throw immutableId()
  const next = withId(replacement, id ?? doc.get('_id'))
  return { doc: next, changed: !identical(doc, next) }
}

/** The document with this _id, which stands first. */
function withId(doc: Doc, id: Maybe): Doc {
  if (id === undefined || doc.keys().next().value === '_id') return doc
  return new Map([['_id', id], ...[...doc].filter(([name]) => name !== '_id')])
}

interface Step {
  readonly names: readonly string[]
  readonly onlyInsert: boolean
  readonly action: MakeChange | Rename
}

function operatorUpdate(update: Doc, filters: ArrayFilters): Update {
  const steps = [...update].flatMap(([operator, fields]) => stepsOf(operator, fields))
  checkConflicts(steps.flatMap(({ names, action }) => ('from' in action ? [names, action.from] : [names])))
  checkArrayFilters(
    steps.map(({ names }) => names),
    filters,
  )
  const dollarName = steps.find(({ names }) => names[0]!.startsWith('$'))?.names[0]
  steps.sort((a, b) => comparePaths(a.names, b.names))
  return {
    apply: (before, now, position, inserting = false) => {
      // "An update which creates a new document during an upsert is treated as an insert", which allows such names.
      if (!inserting && dollarName !== undefined) throw dollarPrefixed(dollarName)
      const active = inserting ? steps : steps.filter((step) => !step.onlyInsert)
      let doc = before
      for (const { names, action } of resolved(active, before, position, filters)) {
        doc = 'from' in action ? renamed(doc, action) : changedAt(doc, names, action(now))
      }
      const id = doc.get('_id')
      if (before.has('_id') && !identical(id, before.get('_id'))) throw immutableId()
      return { doc: withId(doc, id), changed: doc !== before }
    },
    replacement: false,
    needsPosition: steps.some(({ names }) => names.includes('$')),
  }
}

/** Throws 9 for what is no update operator, 115 for $bit. */
function stepsOf(operator: string, fields: Value): Step[] {
  if (operator === '$bit') refuse(operator)
  const read = OPERATORS.get(operator)
  if (!read && operator !== '$rename') throw failedToParse(`Unknown modifier: ${operator}`)
  if (!isDoc(fields))
    throw failedToParse(`${operator} takes a document of fields, not a value of type ${typeName(fields)}`)
  return Array.from(fields, ([path, spec]) => {
    const action = read ? read(spec) : parseRename(path, spec)
    const names = 'from' in action ? action.to : splitUpdatePath(path)
    return { names, onlyInsert: operator === '$setOnInsert', action }
  })
}

/** The steps with the plain paths they mean in this document, which must not meet either. */
function resolved(
  steps: readonly Step[],
  doc: Doc,
  position: number | undefined,
  filters: ArrayFilters,
): readonly Step[] {
  if (!steps.some(({ names }) => isDynamic(names))) return steps
  const plain = steps.flatMap((step) =>
    isDynamic(step.names)
      ? resolvePath(doc, step.names, position, filters).map((names) => ({ ...step, names }))
      : [step],
  )
  checkConflicts(plain.map(({ names }) => names))
  return plain.sort((a, b) => comparePaths(a.names, b.names))
}
