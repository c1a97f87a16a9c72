import { deserialize } from 'bson'
import type { Document } from 'mongodb'

/** mongodump's layout: <folder>/<database>/<collection>.bson and <collection>.metadata.json. */
export const BSON_END = '.bson'
export const METADATA_END = '.metadata.json'

/** Types stay what they are: a long is not turned into a number on its way. */
const AS_STORED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

const MAX_DOCUMENT = 17 * 1024 * 1024

/** The documents of a .bson file, in groups of at most `size`. Throws where the file is cut short or no BSON. */
export async function* readDocuments(
  chunks: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ docs: Document[]; bytes: number }> {
  let rest: Buffer = Buffer.alloc(0)
  let docs: Document[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= 4) {
      const length = rest.readInt32LE(at)
      if (length < 5 || length > MAX_DOCUMENT) throw new Error(`BSON 文件已损坏：文档长度 ${length}`)
      if (rest.length - at < length) break
      docs.push(deserialize(rest.subarray(at, at + length), AS_STORED))
      at += length
      bytes += length
      if (docs.length < size) continue
      yield { docs, bytes }
      docs = []
      bytes = 0
    }
    rest = rest.subarray(at)
  }
  if (rest.length > 0) throw new Error(`BSON 文件不完整：末尾多出 ${rest.length} 字节`)
  if (docs.length > 0) yield { docs, bytes }
}
