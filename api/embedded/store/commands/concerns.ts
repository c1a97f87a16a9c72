import { toNumber } from '../bson/numbers.ts'
import { badValue, failedToParse, StoreError } from '../errors.ts'
import { show } from '../bson/show.ts'
import { isDoc, type Doc } from '../values.ts'

/** What a node by itself can promise of a read. */
const LEVELS = new Set(['local', 'available', 'majority'])
const KNOWN_LEVELS = new Set([...LEVELS, 'linearizable', 'snapshot'])

/**
 * Checks readConcern and writeConcern as a standalone does. There is nothing to choose: every read sees what is
 * committed, and every write is on disk before it is acknowledged, whatever w and j say.
 */
export function checkConcerns(body: Doc): void {
  const read = body.get('readConcern')
  if (isDoc(read)) {
    const level = read.get('level') ?? 'local'
    if (typeof level !== 'string' || !KNOWN_LEVELS.has(level)) {
      throw failedToParse(`Enumeration value '${show(level)}' for field 'readConcern.level' is not a valid value.`)
    }
    if (!LEVELS.has(level) || read.has('atClusterTime')) {
      throw new StoreError(123, 'NotAReplicaSet', `node needs to be a replica set member to use readConcern: ${level}`)
    }
  }
  const write = body.get('writeConcern')
  if (!isDoc(write)) return
  const w = write.get('w') ?? 1
  const number = toNumber(w)
  if (number !== undefined ? number > 50 || number < 0 : typeof w !== 'string' && !isDoc(w)) {
    throw failedToParse('w has to be a non-negative number and not greater than 50; or a string')
  }
  if (number !== undefined && number > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated")
  if (typeof w === 'string' && w !== 'majority') {
    throw badValue(`cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`)
  }
}
