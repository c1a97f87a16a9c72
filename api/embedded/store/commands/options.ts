import { isNumeric, isTruthy, toNumber } from '../bson/numbers.ts'
import { typeName } from '../bson/order.ts'
import { refuse, StoreError } from '../errors.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'

/** What a field of a command may hold, and what its reader gives. Null counts as not given. */
interface Kinds {
  any: Maybe
  /** Numbers count as true unless they are 0. */
  bool: boolean
  /** A whole number that is not below 0. */
  count: number | undefined
  document: Doc | undefined
  documents: Doc[] | undefined
  list: Value[] | undefined
  text: string | undefined
  /** Says nothing here. */
  ignored: undefined
}
type Kind = keyof Kinds

/** The fields a command (or a part of one) takes: the names of each kind. Those with `!` must be there. */
export type Table = { readonly [K in Kind]?: string }
type Words<Names> = Names extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Names
type KindOf<T, Word> = { [K in keyof T]: Word extends Words<T[K]> ? K : never }[keyof T]
export type Options<T extends Table> = {
  readonly [
    Word in Words<T[keyof T]> & string as Word extends `${infer Name}!` ? Name : Word
  ]: Word extends `${string}!` ? NonNullable<Kinds[KindOf<T, Word> & Kind]> : Kinds[KindOf<T, Word> & Kind]
}

/** Options MongoDB has and the store has not: taken where they ask for nothing, else refused by their names. */
const REFUSED = new Set(
  [
    'collation let explain min max returnKey showRecordId tailable awaitData noCursorTimeout',
    'capped size timeseries expireAfterSeconds clusteredIndex validator validationLevel validationAction viewOn pipeline',
    'storageEngine indexOptionDefaults changeStreamPreAndPostImages encryptedFields',
    'weights default_language language_override textIndexVersion 2dsphereIndexVersion bits wildcardProjection hidden',
    'clustered prepareUnique',
  ].flatMap((line) => line.split(' ')),
)

const asksForNothing = (value: Value): boolean =>
  value === false || (isDoc(value) && (value.size === 0 || value.get('locale') === 'simple'))

/**
 * Makes the reader of such fields. It throws 115 for options the store has not, `unknown` for any other field that is
 * not in the table, 40414 for one that is missing, 14 for a wrong type, 51024 for a number below 0.
 */
export function reader<const T extends Table>(
  table: T,
  [code, codeName]: readonly [number, string] = [40415, 'IDLUnknownField'],
): (name: string, body: Doc) => Options<T> {
  const fields = new Map<string, { kind: Kind; isRequired: boolean }>()
  for (const [kind, names] of Object.entries(table)) {
    for (const name of names.split(' ')) {
      fields.set(name.replace('!', ''), { kind: kind as Kind, isRequired: name.endsWith('!') })
    }
  }
  return (name, body) => {
    for (const [field, value] of body) {
      if (fields.has(field) || value === null) continue
      if (!REFUSED.has(field))
        throw new StoreError(code, codeName, `BSON field '${name}.${field}' is an unknown field.`)
      if (!asksForNothing(value)) refuse(`${field} in ${name}`)
    }
    const options: Record<string, unknown> = {}
    for (const [field, { kind, isRequired }] of fields) {
      const value = body.get(field) ?? (kind === 'bool' ? false : undefined)
      if (value !== undefined) options[field] = readAs(kind, `${name}.${field}`, value)
      else if (isRequired) {
        throw new StoreError(40414, 'IDLFailedToParse', `BSON field '${name}.${field}' is missing but a required field`)
      }
    }
    return options as Options<T>
  }
}

/** What errors call a kind, and what is one. */
const KINDS: Readonly<Record<Kind, readonly [string, (value: Value) => boolean]>> = {
  any: ['any', () => true],
  bool: ['bool', (value) => typeof value === 'boolean' || isNumeric(value)],
  count: ['long', isNumeric],
  document: ['object', isDoc],
  documents: ['array of objects', (value) => Array.isArray(value) && value.every(isDoc)],
  list: ['array', Array.isArray],
  text: ['string', (value) => typeof value === 'string'],
  ignored: ['any', () => true],
}

function readAs(kind: Kind, field: string, value: Value): unknown {
  const [expected, isRight] = KINDS[kind]
  if (!isRight(value)) {
    const message = `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`
    throw new StoreError(14, 'TypeMismatch', message)
  }
  if (kind === 'bool') return isTruthy(value)
  if (kind !== 'count') return value
  const number = toNumber(value)!
  if (number >= 0) return Math.trunc(number)
  throw new StoreError(51024, 'Location51024', `BSON field '${field}' value must be >= 0, actual value '${number}'`)
}
