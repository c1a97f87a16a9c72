import { typeName } from '../bson/order.ts'
import { fault } from '../errors.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'

/** What expressions may read besides the document; the slots hold what $let, $map and their like have bound. */
export interface Variables {
  readonly now: Date
  readonly slots: Maybe[]
}

export const variablesAt = (now: Date): Variables => ({ now, slots: [] })

export type Evaluate = (doc: Doc, variables: Variables) => Maybe

/** A compiled expression and the fields of the document it reads. */
export interface Expression {
  readonly evaluate: Evaluate
  readonly fields: Fields | 'all'
}

/** What an operator needs to compile its arguments. */
export interface Compiler {
  compile(spec: Value): Evaluate
  /** Compiles something in which `$$name` is what the slot of that name holds. */
  binding(names: readonly string[], build: (...slots: number[]) => Evaluate): Evaluate
}

/** Compiles what stands right of the operator's name. */
export type Operator = (spec: Value, compiler: Compiler, name: string) => Evaluate

/** A family of operators, as each file of operators/ gives one. */
export type Operators = Readonly<Record<string, Operator>>

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined

export const wrongType = (code: number, name: string, value: Maybe) =>
  fault(code, `${name} does not take a value of type ${typeName(value)}`)

export function arrayOf(value: Maybe, code: number, name: string): Value[] {
  if (Array.isArray(value)) return value
  throw wrongType(code, name, value)
}

export function textOf(value: Maybe, code: number, name: string): string {
  if (typeof value === 'string') return value
  throw wrongType(code, name, value)
}

/** The arguments of an operator: a list, or a single one without brackets. */
export function argumentsOf(spec: Value, name: string, least: number, most = least): Value[] {
  const list = Array.isArray(spec) ? spec : [spec]
  if (list.length >= least && list.length <= most) return list
  throw fault(least === most ? 16020 : 28667, `Expression ${name} does not take ${list.length} arguments`)
}

export const unary =
  (compute: (value: Maybe, name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const argument = compiler.compile(argumentsOf(spec, name, 1)[0]!)
    return (doc, variables) => compute(argument(doc, variables), name)
  }

export const binary =
  (compute: (a: Maybe, b: Maybe, name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const [left, right] = argumentsOf(spec, name, 2).map((each) => compiler.compile(each)) as [Evaluate, Evaluate]
    return (doc, variables) => compute(left(doc, variables), right(doc, variables), name)
  }

/** An operator over a list of arguments, all of them evaluated. */
export const variadic =
  (compute: (values: readonly Maybe[], name: string) => Maybe, least = 0, most = Infinity): Operator =>
  (spec, compiler, name) => {
    const list = argumentsOf(spec, name, least, most).map((each) => compiler.compile(each))
    return (doc, variables) =>
      compute(
        list.map((argument) => argument(doc, variables)),
        name,
      )
  }

/** An operator that is null where an argument is, and looks at none behind it. */
export const untilNull =
  (compute: (values: readonly Value[], name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const list = argumentsOf(spec, name, 0, Infinity).map((each) => compiler.compile(each))
    return (doc, variables) => {
      const values: Value[] = []
      for (const argument of list) {
        const value = argument(doc, variables)
        if (isNullish(value)) {
          // Those before it must still be of the right type.
          compute(values, name)
          return null
        }
        values.push(value)
      }
      return compute(values, name)
    }
  }

/** The parts of a document of named arguments. Throws 40414 where one is missing, 40415 where one is unknown. */
export function partsOf(
  spec: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): ReadonlyMap<string, Value> {
  if (!isDoc(spec)) throw wrongType(9, name, spec)
  for (const field of spec.keys()) {
    if (!required.includes(field) && !optional.includes(field)) throw fault(40415, `'${name}.${field}' is unknown`)
  }
  for (const field of required) {
    if (!spec.has(field)) throw fault(40414, `'${name}.${field}' is missing but a required field`)
  }
  return spec
}

/** An operator with named arguments, all evaluated; those not given have a default. */
export const named =
  (
    required: readonly string[],
    defaults: Readonly<Record<string, Value>>,
    compute: (values: readonly Maybe[], name: string) => Maybe,
  ): Operator =>
  (spec, compiler, name) => {
    const parts = partsOf(spec, name, required, Object.keys(defaults))
    const list = [...required, ...Object.keys(defaults)].map((field) =>
      compiler.compile(parts.has(field) ? parts.get(field)! : defaults[field]!),
    )
    return (doc, variables) =>
      compute(
        list.map((argument) => argument(doc, variables)),
        name,
      )
  }
