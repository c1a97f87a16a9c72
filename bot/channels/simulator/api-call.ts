/** A call as the platform's servers see it. */
export interface ApiCall {
  method: string
  path: string
  query: URLSearchParams
  /** Parsed JSON; undefined when it was none. */
  body: unknown
}

/** An answer; `json` is text because message ids are longer than JavaScript's numbers. */
export interface ApiAnswer {
  status: number
  json: string
  errcode?: number
  /** Sent instead of the JSON. */
  file?: { contentType: string; bytes: Buffer }
}
