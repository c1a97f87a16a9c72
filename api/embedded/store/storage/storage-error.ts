import { statfsSync } from 'node:fs'
import { StoreError } from '../errors.ts'

/** LMDB's and the system's ways to say that nothing more fits. */
const FULL = /MDB_MAP_FULL|mapsize|MDB_TXN_FULL|No space left|ENOSPC|quota/i
const EIO = 5
const ENOSPC = 28
const MDB_BAD_TXN = -30782
/** A commit cut short is told as an input/output error, or as a broken transaction; with less than this free, it was for want of room. */
const LITTLE_ROOM = 64 * 1024 * 1024

/**
 * What a failed write in `dir` means: the disk is full (14031), or the error as it is. Waits for the reason of a failed
 * commit, which lmdb hands over as a promise of its own.
 */
export async function storageError(error: unknown, dir: string): Promise<unknown> {
  const reason = (error as { commitError?: Promise<never> }).commitError
  const cause = reason ? await reason.catch((inner: unknown) => inner) : error
  const { message = '', code } = cause as { message?: string; code?: unknown }
  if (code === ENOSPC || FULL.test(message) || ((code === EIO || code === MDB_BAD_TXN) && hasLittleRoom(dir))) {
    return new StoreError(14031, 'OutOfDiskSpace', 'the disk is full: nothing of this write was kept')
  }
  return cause
}

function hasLittleRoom(dir: string): boolean {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize < LITTLE_ROOM
}
