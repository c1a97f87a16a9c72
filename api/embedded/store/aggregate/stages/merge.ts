import { badValue, fault, refuse } from '../../errors.ts'
import { isDoc, ObjectId, type Doc, type Value } from '../../values.ts'
import type { MergeOptions } from '../context.ts'
import { plainValueAt, splitPath } from '../field-path.ts'
import { partsOf, textOf } from '../operator.ts'
import type { StageContext, StagePlan } from './stage.ts'

interface Merge extends MergeOptions {
  readonly into: string
}

export function merge(spec: Value, { pipeline }: StageContext): StagePlan {
  const options = parse(spec, pipeline.db)
  const paths = options.on.map(splitPath)
  return {
    needs: 'all',
    isExhaustive: true,
    start: () => {
      let writer: Promise<(docs: readonly Doc[]) => Promise<void>> | undefined
      // The key is checked even where no document comes.
      const prepared = () => (writer ??= pipeline.source(options.into).prepareMerge(options))
      return {
        push: async (docs) => {
          const ready = docs.map((doc) => (options.on.includes('_id') && !doc.has('_id') ? withId(doc) : doc))
          for (const doc of ready) checkKey(doc, paths)
          const write = await prepared()
          await write(ready)
          return []
        },
        end: async () => {
          await prepared()
          return []
        },
      }
    },
  }
}

const withId = (doc: Doc): Doc => new Map<string, Value>([['_id', new ObjectId()], ...doc])

function checkKey(doc: Doc, paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    const value = plainValueAt(doc, path)
    if (value !== null && value !== undefined && !Array.isArray(value)) continue
    const what = `$merge write error: 'on' field '${path.join('.')}' cannot be missing, null or an array`
    throw fault(Array.isArray(value) ? 51185 : 51132, what)
  }
}

const MATCHED = ['replace', 'merge', 'keepExisting', 'fail'] as const
const NOT_MATCHED = ['insert', 'discard', 'fail'] as const

function parse(spec: Value, db: string): Merge {
  const given = isDoc(spec) ? spec : new Map([['into', spec]])
  if (given.has('let') || Array.isArray(given.get('whenMatched'))) refuse('$merge with a pipeline')
  const parts = partsOf(given, '$merge', ['into'], ['on', 'whenMatched', 'whenNotMatched'])
  const into = parts.get('into')!
  if (isDoc(into) && (into.get('db') ?? db) !== db) refuse('$merge into another database')
  const on = parts.get('on') ?? '_id'
  const fields = Array.isArray(on) ? on : [on]
  if (fields.length === 0) throw fault(51187, "$merge 'on' must include at least one field")
  return {
    into: textOf(isDoc(into) ? into.get('coll') : into, 51178, "$merge with 'into'"),
    on: fields.map((field) => textOf(field, Array.isArray(on) ? 51134 : 51186, "$merge with 'on'")),
    whenMatched: oneOf(MATCHED, parts.get('whenMatched') ?? 'merge', 'whenMatched'),
    whenNotMatched: oneOf(NOT_MATCHED, parts.get('whenNotMatched') ?? 'insert', 'whenNotMatched'),
  }
}

function oneOf<T extends string>(choices: readonly T[], value: Value, name: string): T {
  const choice = choices.find((each) => each === value)
  if (choice === undefined) throw badValue(`Enumeration value for field '$merge.${name}' is not a valid value.`)
  return choice
}
