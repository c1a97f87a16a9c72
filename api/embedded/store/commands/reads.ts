import { encode, MAX_BSON_SIZE } from '../bson/encode.ts'
import { toNumber } from '../bson/numbers.ts'
import { keyOf } from '../bson/order.ts'
import { StoreError, typeMismatch } from '../errors.ts'
import { valuesAt } from '../query/path.ts'
import { compileProjection } from '../query/projection.ts'
import { RECORDS, wholeRange } from '../storage/keys.ts'
import { Int32, type Value } from '../values.ts'
import { answerFirst, cursorAnswer, ok } from './answers.ts'
import { command, targetOf } from './call.ts'
import { Cursor } from './cursors.ts'
import { contextOf, decoderOf, docsWith, FOUND, isEverything, open, RIDS, select } from './selection.ts'

const FIND = {
  document: 'filter sort projection let',
  count: 'skip limit batchSize',
  bool: 'singleBatch',
  any: 'hint',
  ignored: 'allowDiskUse allowPartialResults oplogReplay',
} as const

const find = command(FIND, (call, options) => {
  const { name, namespace } = targetOf(call)
  const { limit, batchSize, singleBatch, projection: spec } = options
  const projection = spec && compileProjection(spec, contextOf(call.now, options.let))
  const selection = select(call, name, options)
  const decoded = decoderOf(projection?.fields ?? 'all')
  // Where nothing is projected, the stored bytes themselves are shown.
  function* shown() {
    for (const piece of open(selection, FOUND)) {
      yield piece.map(({ bytes }) => (projection ? encode(projection.apply(decoded(bytes))) : bytes))
    }
  }
  return answerFirst(call, new Cursor(namespace, shown(), call.deadline, limit || Infinity), batchSize, singleBatch)
})

const COUNT = { document: 'query', count: 'skip', any: 'limit hint', ignored: 'fields' } as const

const count = command(COUNT, async (call, { query: filter, hint, skip = 0, limit: given }) => {
  // A negative limit means the same as a positive one.
  const limit = Math.abs(toNumber(given) ?? 0)
  const selection = select(call, targetOf(call).name, { filter, hint, skip, limit })
  const { env, collection, plan } = selection
  let n = 0
  if (collection && isEverything(selection.filter) && plan?.scan.kind === 'collection') {
    const all = env.count(wholeRange(collection.id, RECORDS))
    n = Math.min(Math.max(0, all - skip), limit || Infinity)
  } else {
    for await (const piece of call.deadline.between(open(selection, RIDS))) n += piece.length
  }
  return ok({ n: new Int32(n) })
})

const distinct = command(
  { text: 'key!', document: 'query', any: 'hint' },
  async (call, { key, query: filter, hint }) => {
    const path = key.split('.')
    const selection = select(call, targetOf(call).name, { filter, hint })
    const make = docsWith(new Map([[path[0]!, true]]))
    const values = new Map<string, Value>()
    let size = 0
    for await (const docs of call.deadline.between(open(selection, make))) {
      for (const doc of docs) {
        for (const value of valuesAt(doc, path)) {
          const name = keyOf(value)
          if (values.has(name)) continue
          values.set(name, value)
          size += name.length
          if (size > MAX_BSON_SIZE) throw new StoreError(17217, 'Location17217', 'distinct too big, 16mb cap')
        }
      }
    }
    return ok({ values: [...values.values()] })
  },
)

const getMore = command({ text: 'collection!', count: 'batchSize' }, async (call, options) => {
  const { value: id, db, server } = call
  if (typeof id !== 'bigint') throw typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'")
  const namespace = `${db}.${options.collection}`
  const { batch, isDone } = await server.cursors.next(id, namespace, options.batchSize || Infinity)
  return cursorAnswer('nextBatch', batch, isDone ? 0n : id, namespace)
})

const killCursors = command({ list: 'cursors!' }, (call, { cursors }) => {
  const { namespace } = targetOf(call)
  const killed = cursors.filter((id) => typeof id === 'bigint' && call.server.cursors.kill(id, namespace))
  const notFound = cursors.filter((id) => !killed.includes(id))
  return ok({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] })
})

export const readCommands = { find, count, distinct, getMore, killCursors }
