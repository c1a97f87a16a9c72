import type { ShelvedToken, TokenShelf } from '../../../schema/kernel/ports.ts'

/** A shelf for one process that shares its tokens with nobody. */
export function createOwnShelf(): TokenShelf {
  const tokens = new Map<string, ShelvedToken>()
  const errands = new Map<string, number>()
  return {
    read: async (name) => tokens.get(name),
    async claim(name, now, leaseMs) {
      if ((errands.get(name) ?? 0) > now.getTime()) return false
      errands.set(name, now.getTime() + leaseMs)
      return true
    },
    async put(name, token) {
      tokens.set(name, token)
      errands.delete(name)
    },
    release: async (name) => void errands.delete(name),
  }
}
