import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { badValue, failedToParse, StoreError } from '../errors.ts'
import { identical } from '../bson/identical.ts'
import { equals, typeName } from '../bson/order.ts'
import { compileArrayFilters, type ArrayFilters } from './array-filters.ts'
import { Draft } from './change.ts'
import { checkOperator, parseChange, type MakeChange } from './operators.ts'
import { ARRAY_STEP, checkConflicts, comparePaths, isDynamic, splitUpdatePath } from './paths.ts'
import { applyRename, parseRename, type Rename } from './rename.ts'
import { resolvePath } from './resolve.ts'

export interface UpdateOptions {
  readonly arrayFilters?: readonly Doc[]
  /** Compiles the stages of a pipeline update; given by whoever runs the command. */
  readonly evaluatePipeline?: (stages: readonly Doc[]) => (doc: Doc, now: Date) => Doc
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
export function compileUpdate(update: Doc | readonly Doc[], options: UpdateOptions = {}): Update {
  const { arrayFilters = [] } = options
  if (!(update instanceof Map)) return pipelineUpdate(update, options)
  const [first] = update.keys()
  if (first?.startsWith('$')) return operatorUpdate(update, compileArrayFilters(arrayFilters))
  if (arrayFilters.length > 0) throw failedToParse('arrayFilters may not be specified for replacement-style updates')
  return replacementUpdate(update)
}

const dollarPrefixed = (name: string) =>
  new StoreError(
    52,
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  )

function pipelineUpdate(stages: readonly Doc[], { arrayFilters = [], evaluatePipeline }: UpdateOptions): Update {
  if (arrayFilters.length > 0) throw failedToParse('arrayFilters may not be specified for pipeline-style updates')
  if (!evaluatePipeline) throw failedToParse('a pipeline is not allowed in this update')
  const evaluate = evaluatePipeline(stages)
  return {
    apply: (doc, now) => replaced(doc, evaluate(doc, now)),
    replacement: false,
    needsPosition: false,
  }
}

function replacementUpdate(replacement: Doc): Update {
  for (const name of replacement.keys()) if (name.startsWith('$')) throw dollarPrefixed(name)
  return { apply: (doc) => replaced(doc, replacement), replacement: true, needsPosition: false }
}

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

const immutableId = () =>
  new StoreError(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'")

interface Step {
  readonly names: readonly string[]
  readonly onlyInsert: boolean
  readonly action: MakeChange | Rename
}

function operatorUpdate(update: Doc, filters: ArrayFilters): Update {
  const steps = [...update].flatMap(([operator, fields]) => stepsOf(operator, fields))
  checkConflicts(steps.flatMap(({ names, action }) => ('from' in action ? [names, action.from] : [names])))
  checkArrayFilters(steps, filters)
  const dollarName = steps.find(({ names }) => names[0]!.startsWith('$'))?.names[0]
  const sorted = steps.sort((a, b) => comparePaths(a.names, b.names))
  return {
    apply: (doc, now, position, inserting = false) => {
      // "An update which creates a new document during an upsert is treated as an insert", which allows such names.
      if (!inserting && dollarName !== undefined) throw dollarPrefixed(dollarName)
      const draft = new Draft(doc)
      const active = inserting ? sorted : sorted.filter((step) => !step.onlyInsert)
      for (const { names, action } of resolved(active, doc, position, filters)) {
        if ('from' in action) applyRename(draft, action)
        else draft.apply(names, action(now))
      }
      const id = draft.doc.get('_id')
      if (doc.has('_id') && !identical(id, doc.get('_id'))) throw immutableId()
      return { doc: withId(draft.doc, id), changed: draft.changed }
    },
    replacement: false,
    needsPosition: steps.some(({ names }) => names.includes('$')),
  }
}

function stepsOf(operator: string, fields: Value): Step[] {
  checkOperator(operator)
  if (!isDoc(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: …}`,
    )
  }
  return [...fields].map(([path, spec]) => {
    if (operator === '$rename') {
      const action = parseRename(path, spec)
      return { names: action.to, onlyInsert: false, action }
    }
    const action = parseChange(operator, spec)
    return { names: splitUpdatePath(path), onlyInsert: operator === '$setOnInsert', action }
  })
}

/** Every `$[id]` needs its filter, and every filter its `$[id]`. */
function checkArrayFilters(steps: readonly Step[], filters: ArrayFilters): void {
  const used = new Set<string>()
  for (const { names } of steps) {
    for (const name of names) {
      const id = ARRAY_STEP.exec(name)?.[1]
      if (!id) continue
      if (!filters.has(id)) throw badValue(`No array filter found for identifier '${id}' in path '${names.join('.')}'`)
      used.add(id)
    }
  }
  for (const id of filters.keys()) {
    if (!used.has(id)) throw failedToParse(`The array filter for identifier '${id}' was not used in the update`)
  }
}

/** The steps with the plain paths they mean in this document, which must not meet either. */
function resolved(
  steps: readonly Step[],
  doc: Doc,
  position: number | undefined,
  filters: ArrayFilters,
): readonly Pick<Step, 'names' | 'action'>[] {
  if (!steps.some(({ names }) => isDynamic(names))) return steps
  const plain = steps.flatMap(({ names, action }) =>
    isDynamic(names)
      ? resolvePath(doc, names, position, filters).map((path) => ({ names: path, action }))
      : [{ names, action }],
  )
  checkConflicts(plain.map(({ names }) => names))
  return plain.sort((a, b) => comparePaths(a.names, b.names))
}

export { seedFromFilter } from './seed.ts'
