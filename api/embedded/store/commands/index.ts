export { dispatcher } from './dispatch.ts'
export { removeExpired } from './ttl.ts'
