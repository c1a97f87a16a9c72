import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'

export type Test = (value: Maybe) => boolean

const POSITION = /^(0|[1-9]\d*)$/

/**
 * A dotted path of a filter. MongoDB tests a condition on every value the path leads to: arrays on the way are entered,
 * a number may also be a position, and an array at the end stands for each of its elements and for itself.
 */
export class Path {
  readonly parts: readonly string[]
  /** Where in the outermost array the last successful test found its value; undefined where no array was entered. */
  position: number | undefined

  constructor(path: string) {
    this.parts = path.split('.')
  }

  /** Whether any value passes. With `whole`, an array at the end is tested only as itself ($size, $elemMatch). */
  some(doc: Doc, test: Test, whole: boolean): boolean {
    this.position = undefined
    return this.#inDoc(doc, 0, test, whole)
  }

  #inDoc(doc: Doc, from: number, test: Test, whole: boolean): boolean {
    const last = this.parts.length - 1
    let value: Maybe = doc.get(this.parts[from]!)
    let at = from
    for (; at < last && isDoc(value); at++) value = value.get(this.parts[at + 1]!)
    if (Array.isArray(value)) {
      return at === last ? this.#atEnd(value, test, whole) : this.#inArray(value, at + 1, test, whole)
    }
    // Something that is no document has no fields: the path leads nowhere.
    return test(at === last ? value : undefined)
  }

  #atEnd(list: readonly Value[], test: Test, whole: boolean): boolean {
    if (whole) return test(list as Value[])
    for (let i = 0; i < list.length; i++) if (test(list[i])) return this.#found(i)
    return test(list as Value[])
  }

  #inArray(list: readonly Value[], at: number, test: Test, whole: boolean): boolean {
    const name = this.parts[at]!
    const index = POSITION.test(name) ? Number(name) : -1
    const isLast = at === this.parts.length - 1
    for (let i = 0; i < list.length; i++) {
      const element = list[i]!
      if (isDoc(element) && this.#inDoc(element, at, test, whole)) return this.#found(i)
      if (i !== index) continue
      // A position that ends the path names the element itself, even where that is an array.
      if (isLast ? test(element) : this.#inElement(element, at + 1, test, whole)) return this.#found(i)
    }
    return false
  }

  #inElement(element: Value, at: number, test: Test, whole: boolean): boolean {
    if (isDoc(element)) return this.#inDoc(element, at, test, whole)
    return Array.isArray(element) && this.#inArray(element, at, test, whole)
  }

  /** Called from the innermost array outwards, so that the outermost position stays. */
  #found(position: number): true {
    this.position = position
    return true
  }
}

/** The values at the end of a path: arrays on the way and at the end count with each of their elements. */
export function* valuesAt(value: Maybe, path: readonly string[], at = 0): Generator<Value> {
  if (Array.isArray(value)) {
    const name = path[at]
    const position = name !== undefined && POSITION.test(name) ? value[Number(name)] : undefined
    if (name === undefined) yield* value
    else if (position !== undefined) yield* valuesAt(position, path, at + 1)
    else for (const item of value) if (isDoc(item)) yield* valuesAt(item, path, at)
  } else if (at === path.length) {
    if (value !== undefined) yield value
  } else if (isDoc(value)) {
    yield* valuesAt(value.get(path[at]!), path, at + 1)
  }
}
