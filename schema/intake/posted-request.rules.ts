/** A request that a registered program hands in for somebody. */
export interface PostedRequest {
  /** The name the program is registered under. */
  client: string
  text: string
  /** The service that was chosen, as a path of the category tree. */
  category: string
  /** Who posts, as the program knows them: the same person again is the same citizen. Nobody can be recognised without. */
  person?: string
  /** Further fields of the form: address, name, phone, email. */
  form: Readonly<Record<string, string>>
  /** WGS84. */
  place?: { latitude: number; longitude: number }
  /** Kept as a link; nothing is fetched from there. */
  mediaUrl?: string
  /** The program's own key: the same request sent again is the same ticket. */
  idempotencyKey?: string
  /** The body as it came, without the program's secret. */
  raw: string
}
