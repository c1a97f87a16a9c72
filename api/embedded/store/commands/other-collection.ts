import type { MergeOptions, Source } from '../aggregate/context.ts'
import { refuse, StoreError } from '../errors.ts'
import { duplicateKey } from '../storage/records.ts'
import type { Doc } from '../values.ts'
import { checkName, type Call } from './call.ts'
import { insertInto } from './documents.ts'
import { updateOf, workOnFirst, type Job } from './jobs.ts'
import { docsWith, open, select } from './selection.ts'

/** So many documents are merged in one transaction. */
const GROUP = 200

/** Another collection as the stages $lookup and $merge see it. */
export function otherCollection(call: Call, name: string): Source {
  const { engine, db, deadline } = call
  return {
    async findEqual(path, values) {
      const filter: Doc = new Map([[path, new Map([['$in', [...values]]])]])
      const docs: Doc[] = []
      const found = open(select(call, name, { filter }), docsWith('all'))
      for await (const piece of deadline.between(found)) docs.push(...piece)
      return docs
    },
    async prepareMerge(options) {
      checkName(db, name)
      if (options.on.join() !== '_id') refuse('$merge on other fields than _id')
      return async (docs) => {
        for (let at = 0; at < docs.length; at += GROUP) {
          await engine.write(() => {
            for (const doc of docs.slice(at, at + GROUP)) workOnFirst(call, name, mergeOf(call, name, doc, options))
          })
        }
      }
    },
  }
}

/** Brings one result of a $merge into the collection. */
function mergeOf(call: Call, name: string, doc: Doc, { whenMatched, whenNotMatched }: MergeOptions): Job {
  const wanted = { filter: new Map([['_id', new Map([['$eq', doc.get('_id')!]])]]) }
  const change = whenMatched === 'replace' ? doc : new Map([['$set', doc]])
  const update = updateOf(call, name, { ...wanted, update: change }, {})
  return {
    wanted,
    work(collection, found, filter) {
      if (whenMatched === 'fail') throw duplicateKey(collection, collection.indexes[0]!, [doc.get('_id')!])
      if (whenMatched !== 'keepExisting') update.work(collection, found, filter)
    },
    otherwise() {
      if (whenNotMatched === 'insert') insertInto(call, name, doc)
      if (whenNotMatched !== 'fail') return
      const message = '$merge could not find a matching document in the target collection'
      throw new StoreError(13113, 'MergeStageNoMatchingDocument', message)
    },
  }
}
