import { deserialize, EJSON } from 'bson'
import type { Document } from 'mongodb'

/** mongodump's layout: <folder>/<database>/<collection>.bson and <collection>.metadata.json. */
export const BSON_END = '.bson'
export const METADATA_END = '.metadata.json'

/** What mongorestore reads beside the documents. */
export interface Metadata {
  readonly options: Document
  readonly indexes: readonly Document[]
  readonly uuid: string
  readonly collectionName: string
  readonly type: 'collection'
}

/** Collections may have names no file can have; mongodump writes those characters as in a URL. */
export const fileNameOf = (collection: string): string => encodeURIComponent(collection)

export const writeMetadata = (metadata: Metadata): string => EJSON.stringify(metadata, { relaxed: false })

/** Throws for what is no metadata file. */
export function readMetadata(text: string): Metadata {
  const parsed = EJSON.parse(text, { relaxed: false }) as Partial<Metadata>
  if (typeof parsed !== 'object' || !Array.isArray(parsed.indexes)) throw new Error('不是 mongodump 的 metadata 文件')
  return parsed as Metadata
}

/** Types stay what they are: a long is not turned into a number on its way. */
const AS_STORED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

const HEAD = 4
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
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= HEAD) {
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
