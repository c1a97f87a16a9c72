import { badValue, refuse } from '../../errors.ts'
import { type Doc, ObjectId, type Value, isDoc } from '../../values.ts'
import type { MergeOptions } from '../context.ts'
import { fault } from '../fault.ts'
import { plainValueAt, splitPath } from '../field-path.ts'
import type { StageCompiler } from './stage.ts'

interface Merge extends MergeOptions {
  readonly into: string
}

export const merge: StageCompiler = (spec, { pipeline }) => {
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
    if (value === null || value === undefined) {
      throw fault(
        51132,
        `$merge write error: 'on' field '${path.join('.')}' cannot be missing, null, undefined or an array`,
      )
    }
    if (Array.isArray(value))
      throw fault(51185, `$merge write error: 'on' field '${path.join('.')}' cannot be an array`)
  }
}

const MATCHED = ['replace', 'merge', 'keepExisting', 'fail'] as const
const NOT_MATCHED = ['insert', 'discard', 'fail'] as const

function parse(spec: Value, db: string): Merge {
  if (typeof spec === 'string') return { into: spec, on: ['_id'], whenMatched: 'merge', whenNotMatched: 'insert' }
  if (!isDoc(spec)) throw fault(51182, '$merge only supports a string or object argument')
  for (const name of spec.keys()) {
    if (name === 'let') return refuse('$merge with let')
    if (!['into', 'on', 'whenMatched', 'whenNotMatched'].includes(name)) {
      throw fault(40415, `BSON field '$merge.${name}' is an unknown field.`)
    }
  }
  if (Array.isArray(spec.get('whenMatched'))) return refuse('$merge with a pipeline')
  return {
    into: targetOf(spec.get('into'), db),
    on: keyFields(spec.get('on') ?? '_id'),
    whenMatched: oneOf(MATCHED, spec.get('whenMatched') ?? 'merge', 'whenMatched'),
    whenNotMatched: oneOf(NOT_MATCHED, spec.get('whenNotMatched') ?? 'insert', 'whenNotMatched'),
  }
}

function targetOf(into: Value | undefined, db: string): string {
  if (into === undefined) throw fault(40414, "BSON field '$merge.into' is missing but a required field")
  if (typeof into === 'string') return into
  const name = isDoc(into) ? into.get('coll') : undefined
  if (typeof name !== 'string') throw fault(51178, "$merge 'into' field must be a string or an object with a 'coll'")
  const other = (into as Doc).get('db') ?? db
  return other === db ? name : refuse('$merge into another database')
}

function keyFields(on: Value): string[] {
  const fields = Array.isArray(on) ? on : [on]
  if (fields.length === 0) throw fault(51187, "If explicitly specifying $merge 'on', must include at least one field")
  return fields.map((field) => {
    if (typeof field !== 'string')
      throw fault(Array.isArray(on) ? 51134 : 51186, "$merge 'on' field must be either a string or an array of strings")
    return field
  })
}

function oneOf<T extends string>(choices: readonly T[], value: Value, name: string): T {
  const choice = choices.find((each) => each === value)
  if (choice === undefined) throw badValue(`Enumeration value for field '$merge.${name}' is not a valid value.`)
  return choice
}
