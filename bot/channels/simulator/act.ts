import { z } from 'zod'

const turnShape = z.object({
  speaker: z.enum(['citizen', 'agent', 'system']),
  text: z.string(),
  offsetMs: z.number().nonnegative().optional(),
  confidence: z.number().min(0).max(1).optional(),
})

/** What a citizen can do on the phone. Which of it a channel knows is the platform's affair. */
export const actShape = z.object({
  kind: z.enum([
    'text',
    'menu-click',
    'location',
    'image',
    'voice',
    'video',
    'follow',
    'unfollow',
    'scan',
    'consent',
    'mention',
    'call',
    'form',
  ]),
  text: z.string().optional(),
  /** The option that was tapped, of a menu message or of the account's own menu. */
  menuId: z.string().optional(),
  /** The scene value of a QR code, for `follow` and `scan`. */
  scene: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  label: z.string().optional(),
  /** What the platform understood of a voice message; absent when recognition is off. */
  recognised: z.string().optional(),
  /** What is in the photo, voice or video, in base64; a sample when not given. */
  data: z.base64().optional(),
  /** For `consent`: allowed or refused, and which templates (all when not given). */
  granted: z.boolean().optional(),
  templateIds: z.array(z.string()).optional(),
  /** For `mention`: where it is said, and whether the platform pushes it; if not, the city has to look for itself. */
  where: z.enum(['status', 'comment']).optional(),
  pushed: z.boolean().optional(),
  /** For `call`. */
  transcript: z.array(turnShape).optional(),
  surveyKeys: z.string().optional(),
  /** For `form`: the other fields. */
  form: z.record(z.string(), z.string()).optional(),
})

export type Act = z.infer<typeof actShape>

/** An act this channel does not have, or a sender it cannot have. */
export class CannotAct extends Error {
  constructor(channel: string, what: string) {
    super(`${channel}: no such ${what}`)
  }
}
