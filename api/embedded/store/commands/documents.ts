import { decodeStored } from '../bson/decode.ts'
import { encodeStored, MAX_BSON_SIZE } from '../bson/encode.ts'
import { typeName } from '../bson/order.ts'
import { StoreError } from '../errors.ts'
import { isDoc, ObjectId, Timestamp, type Doc, type Value } from '../values.ts'

/** A document as it is going to be stored. */
export interface Prepared {
  readonly doc: Doc
  readonly bytes: Buffer
}

/**
 * Makes a document that came in ready to be stored: checks all of it, gives it an _id if it has none, puts the _id
 * first, and fills empty timestamps. A document that is fine as it is keeps its very bytes.
 */
export function prepare(given: Buffer | Doc, now: Date): Prepared {
  if (Buffer.isBuffer(given)) {
    if (given.length > MAX_BSON_SIZE) {
      const message = `object to insert too large. size in bytes: ${given.length}, max size: ${MAX_BSON_SIZE}`
      throw new StoreError(2, 'BadValue', message)
    }
    const doc = decodeStored(given)
    if (doc.keys().next().value === '_id' && !hasEmptyTimestamp(doc)) {
      checkId(doc.get('_id')!)
      return { doc, bytes: given }
    }
    return prepare(doc, now)
  }
  const id = given.get('_id') ?? (given.has('_id') ? null : new ObjectId())
  checkId(id)
  const doc: Doc = new Map([['_id', id]])
  for (const [name, value] of given)
    if (name !== '_id') doc.set(name, isEmptyTimestamp(value) ? timestampAt(now) : value)
  return { doc, bytes: encodeStored(doc) }
}

/** What no _id may be. */
function checkId(id: Value): void {
  const type = typeName(id)
  if (type === 'array' || type === 'regex') {
    throw new StoreError(53, 'InvalidIdField', `The '_id' value cannot be of type ${type}`)
  }
  if (!isDoc(id)) return
  for (const name of id.keys()) {
    if (!name.startsWith('$')) continue
    const message = `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`
    throw new StoreError(52, 'DollarPrefixedFieldName', message)
  }
}

const isEmptyTimestamp = (value: Value): boolean => value instanceof Timestamp && value.t === 0 && value.i === 0

function hasEmptyTimestamp(doc: Doc): boolean {
  for (const [name, value] of doc) if (name !== '_id' && isEmptyTimestamp(value)) return true
  return false
}

let lastSecond = 0
let lastCount = 0

/** MongoDB replaces an empty timestamp at the top level by the time of the insert, each time another one. */
function timestampAt(now: Date): Timestamp {
  const second = Math.floor(now.getTime() / 1000)
  lastCount = second === lastSecond ? lastCount + 1 : 1
  lastSecond = second
  return new Timestamp({ t: second, i: lastCount })
}
