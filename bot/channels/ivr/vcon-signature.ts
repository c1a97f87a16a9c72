import { type GeneralJWSInput, type JWK, errors, generalVerify, importJWK, importSPKI } from 'jose'
import { z } from 'zod'
import type { Verification } from '../../../schema/kernel/ports.ts'
import { parseJson, readText } from '../inbound/json.ts'
import { refuse } from '../inbound/signature.ts'

/** A public key: PEM (SPKI) or JWK. */
export type VconKey = string | JWK

/** Public-key signatures only: with a shared secret whoever can check a vCon could also make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** The general JSON serialisation, as the draft has it; a handful of signers at most. */
const signedShape = z.looseObject({
  payload: z.string(),
  signatures: z
    .array(
      z.looseObject({
        protected: z.string().optional(),
        header: z.looseObject({}).optional(),
        signature: z.string(),
      }),
    )
    .min(1)
    .max(5),
})

/** What a body is, as a reader will see it: escaped names and byte order marks hide nothing. Throws BAD_INPUT. */
export function kindOfVcon(body: Buffer, maxMembers: number): 'signed' | 'plain' | undefined {
  if (!readText(body).trimStart().startsWith('{')) return undefined
  const value = parseJson(body, maxMembers) as object
  if ('vcon' in value) return 'plain'
  return 'payload' in value && 'signatures' in value ? 'signed' : undefined
}

/**
 * Checks a signed vCon with the centre's own keys – never with one that it brings along (`x5c`, `jwk`) – and gives the
 * vCon inside. Throws DomainError BAD_INPUT when the body is no JSON.
 */
export async function openSignedVcon(body: Buffer, keys: readonly VconKey[]): Promise<Verification> {
  const signed = signedShape.safeParse(parseJson(body))
  if (!signed.success) return refuse(400, '签名的 vCon 不完整')
  for (const key of keys) {
    try {
      const { payload } = await generalVerify(
        signed.data as GeneralJWSInput,
        (header) => publicKey(key, header?.alg ?? ''),
        { algorithms: ALGORITHMS },
      )
      return { ok: true, method: 'jws', body: Buffer.from(payload) }
    } catch (error) {
      // Another key may fit; anything but a failed check is a fault of ours.
      if (!isMisfit(error)) throw error
    }
  }
  return refuse(403, 'vCon 签名不符')
}

function publicKey(key: VconKey, algorithm: string) {
  return typeof key === 'string' ? importSPKI(key, algorithm) : importJWK(key, algorithm)
}

/** A key of another kind than the signature's makes the platform's own errors, a wrong signature jose's. */
function isMisfit(error: unknown): boolean {
  return error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException
}
