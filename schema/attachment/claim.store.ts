import type { Db } from '../kernel/db.ts'
import { attachmentRecord } from './attachment.model.ts'
import type { AttachmentType } from './attachment.rules.ts'

/**
 * Keeps these uploads of one sender for the request `cause`, which opens their ticket next: until it has, they are loose,
 * so that the sweep gives them to it should this process die in between. Gives those that were found; doing it again
 * changes nothing. Others' and dropped ones are not among them.
 */
export async function keepUploads(
  db: Db,
  sender: string,
  ids: readonly string[],
  cause: string,
): Promise<{ id: string; type: AttachmentType }[]> {
  if (ids.length === 0) return []
  const own = { _id: { $in: [...ids] }, sender }
  await db
    .of(attachmentRecord)
    .updateMany({ ...own, expiresAt: { $exists: true } }, { $set: { cause, loose: true }, $unset: { expiresAt: '' } })
  const rows = await db
    .of(attachmentRecord)
    .find(own, { projection: { type: 1 } })
    .toArray()
  return rows.map(({ _id, type }) => ({ id: _id, type }))
}
