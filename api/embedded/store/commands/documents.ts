import { decodeStored } from '../bson/decode.ts'
import { encodeStored, MAX_BSON_SIZE } from '../bson/encode.ts'
import { typeName } from '../bson/order.ts'
import { badValue, refuse, StoreError } from '../errors.ts'
import { isDoc, ObjectId, Timestamp, type Doc, type Value } from '../values.ts'
import { checkDatabase, type Call } from './call.ts'

/**
 * Makes a document that came in ready to be stored: checks all of it, gives it an _id if it has none, and puts the _id
 * first. A document that is fine as it is keeps its very bytes.
 */
export function prepare(given: Buffer | Doc): { doc: Doc; bytes: Buffer } {
  if (Buffer.isBuffer(given) && given.length > MAX_BSON_SIZE) {
    throw badValue(`object to insert too large. size in bytes: ${given.length}, max size: ${MAX_BSON_SIZE}`)
  }
  const doc = Buffer.isBuffer(given) ? decodeStored(given) : given
  for (const value of doc.values()) {
    if (value instanceof Timestamp && value.t === 0 && value.i === 0) refuse('empty timestamps that become the time')
  }
  const id = doc.get('_id') ?? (doc.has('_id') ? null : new ObjectId())
  checkId(id)
  if (Buffer.isBuffer(given) && doc.keys().next().value === '_id') return { doc, bytes: given }
  const ordered: Doc = new Map<string, Value>([['_id', id], ...doc])
  return { doc: ordered, bytes: encodeStored(ordered) }
}

/** Inside a write: adds a document, once `look` has seen it, to a collection that is made if it does not exist. */
export function insertInto({ engine, db }: Call, name: string, given: Buffer | Doc, look?: (doc: Doc) => void): Doc {
  const { doc, bytes } = prepare(given)
  look?.(doc)
  checkDatabase(db)
  engine.records.insert(engine.find(db, name) ?? engine.catalogue.create(db, name), doc, bytes)
  return doc
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
