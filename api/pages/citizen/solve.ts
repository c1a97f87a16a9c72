import { firstWordOfSha256 } from './sha256.ts'

/**
 * A worker of its own: takes a puzzle (`bits.expiry.nonce.mac`) and posts back the first counter for which SHA-256 of
 * `nonce.counter` begins with so many zero bits.
 */
addEventListener('message', ({ data }: MessageEvent<string>) => {
  const [bits = '', , nonce = ''] = data.split('.')
  let counter = 0
  while (Math.clz32(firstWordOfSha256(`${nonce}.${counter}`)) < Number(bits)) counter++
  postMessage(`${data}.${counter}`)
})
