import { z } from 'zod'

/**
 * What can go wrong with a call. The `-taken` kinds do the work first and then lose the answer: the city cannot tell
 * them from their harmless siblings.
 */
export const faultShape = z.object({
  /** The path the fault lies on, as the platform has it (`/cgi-bin/message/custom/send`); `*` for every one. */
  path: z.string().min(1),
  kind: z.enum(['hang', 'hang-taken', 'reset', 'reset-taken', 'status', 'errcode', 'slow']),
  /** How many calls it hits; without it every one until it is cleared. */
  times: z.number().int().positive().optional(),
  /** For `errcode`. */
  errcode: z.number().int().optional(),
  /** For `status`. */
  status: z.number().int().min(400).max(599).optional(),
  /** For `slow`. */
  delayMs: z.number().int().min(0).max(120_000).optional(),
})

export type Fault = z.infer<typeof faultShape>

/** Faults in the order they were laid; the first that matches a call hits it. */
export class Faults {
  #faults: Fault[] = []

  add(fault: Fault): void {
    this.#faults.push({ ...faultShape.parse(fault) })
  }

  clear(): void {
    this.#faults = []
  }

  list(): readonly Fault[] {
    return this.#faults
  }

  /** The fault that hits this call, used up by one. */
  take(path: string): Fault | undefined {
    const fault = this.#faults.find((one) => one.path === '*' || one.path === path)
    if (fault?.times !== undefined && --fault.times === 0) {
      this.#faults = this.#faults.filter((one) => one !== fault)
    }
    return fault
  }
}
