import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { type SpentProof, proofRecord } from './proof.model.ts'

/** Spends a proof on a form; false when it was spent on another one. The same form again is no second use. */
export async function spendProof(db: Db, proof: SpentProof): Promise<boolean> {
  try {
    await db.of(proofRecord).insertOne(proof)
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (await db.of(proofRecord).findOne({ _id: proof._id }))?.form === proof.form
  }
}
