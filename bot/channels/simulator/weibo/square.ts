import { randomInt } from 'node:crypto'
import type { ApiAnswer } from '../api-call.ts'
import { failure, weiboTime } from './answers.ts'

/** "No more than 140 Chinese characters." */
const MOST_COMMENT = 140
const PAGE = { statuses: { usual: 20, most: 200 }, comments: { usual: 50, most: 200 } } as const

export type SquareList = keyof typeof PAGE

/** What somebody said in public that names the city. */
interface Post {
  id: bigint
  author: string
  at: Date
  text: string
  /** The status a comment stands under. */
  under?: bigint
  point?: { latitude: number; longitude: number }
}

/** The public side of the pretend Weibo: statuses and comments that name the city, newest first, and what it answers. */
export class Square {
  readonly #posts: Record<SquareList, Post[]> = { statuses: [], comments: [] }
  readonly #said = new Set<string>()
  #last = 49_000_000_000_000_003n

  /** Says something in public; gives its id and, of a comment, the status it stands under. */
  post(list: SquareList, post: Omit<Post, 'id' | 'under'>): { id: bigint; under: bigint } {
    const under = list === 'comments' ? this.#nextId() : undefined
    const id = this.#nextId()
    this.#posts[list].unshift({ id, ...post, ...(under !== undefined && { under }) })
    return { id, under: under ?? id }
  }

  /** `GET /2/<list>/mentions/biz.json`: newer than `since_id`, not newer than `max_id`, `count` of them, newest first. */
  mentions(list: SquareList, query: URLSearchParams): ApiAnswer {
    const path = `/2/${list}/mentions/biz.json`
    const number = (name: string) => query.get(name) ?? '0'
    const numbers = ['since_id', 'max_id', 'count', 'page'].map(number)
    if (!numbers.every((one) => /^\d{1,19}$/.test(one))) return failure(400, 10008, 'param error', path)
    const { usual, most } = PAGE[list]
    const count = Number(number('count')) || usual
    if (count > most) return failure(400, 10008, 'param error: count', path)
    const [since, max] = [BigInt(number('since_id')), BigInt(number('max_id'))]
    const matching = this.#posts[list].filter(({ id }) => id > since && (max === 0n || id <= max))
    const from = (Math.max(Number(number('page')), 1) - 1) * count
    const page = matching.slice(from, from + count).map((post) => (list === 'comments' ? comment(post) : status(post)))
    return { status: 200, json: `{"${list}":[${page.join(',')}],"total_number":${matching.length}}` }
  }

  /** `POST /2/comments/create/biz.json` and `…/reply/biz.json`; `said` is set when it now stands there for all to read. */
  comment(form: URLSearchParams, isReply: boolean): { answer: ApiAnswer; said?: { to: string; text: string } } {
    const path = `/2/comments/${isReply ? 'reply' : 'create'}/biz.json`
    const [id, cid, text] = [form.get('id') ?? '', form.get('cid') ?? '', form.get('comment') ?? '']
    if (!/^\d{1,19}$/.test(id) || (isReply && !/^\d{1,19}$/.test(cid))) {
      return { answer: failure(400, 10008, 'param error: id', path) }
    }
    if (!text) return { answer: failure(400, 10016, 'miss required parameter (comment)', path) }
    if (text.length > MOST_COMMENT) return { answer: failure(400, 20013, 'text too long', path) }
    const post = isReply
      ? this.#posts.comments.find((one) => String(one.id) === cid && String(one.under) === id)
      : this.#posts.statuses.find((one) => String(one.id) === id)
    if (!post) return { answer: failure(400, isReply ? 20201 : 20101, 'target does not exist', path) }
    const repeated = `${id} ${cid} ${text}`
    if (this.#said.has(repeated)) return { answer: failure(400, 20019, 'repeat content', path) }
    this.#said.add(repeated)
    const answer = { status: 200, json: `{"id":${this.#nextId()},"text":${JSON.stringify(text)}}` }
    return { answer, said: { to: post.author, text } }
  }

  /** Ids grow with time, above what a double holds exactly, and not by one. */
  #nextId(): bigint {
    this.#last += BigInt(1 + randomInt(1000))
    return this.#last
  }
}

const user = (author: string) => `"user":{"id":${author},"idstr":"${author}","screen_name":"网友${author.slice(-4)}"}`

function status({ id, at, text, author, point }: Post): string {
  const geo = point ? `{"type":"Point","coordinates":[${point.latitude},${point.longitude}]}` : 'null'
  return `{"created_at":"${weiboTime(at)}","id":${id},"text":${JSON.stringify(text)},"geo":${geo},${user(author)}}`
}

function comment({ id, at, text, author, under }: Post): string {
  return `{"created_at":"${weiboTime(at)}","id":${id},"text":${JSON.stringify(text)},${user(author)},"status":{"id":${under}}}`
}
