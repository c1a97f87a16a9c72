import { rememberScene } from '../../schema/citizen/scene.store.ts'
import { streetOfScene } from '../../schema/territory/hint.rules.ts'
import type { Hearing } from './hearing.ts'

/** Somebody opens the conversation; the street whose QR code they scanned is remembered for the request to come. */
export async function hearWelcome({ city, citizen, message, texts, say }: Hearing) {
  if (message.kind !== 'follow' && message.kind !== 'scan') return undefined
  const street = city.registers.gazetteer.streets.get(streetOfScene(message.scene) ?? '')
  if (street && message.scene) await rememberScene(city.db, citizen._id, { value: message.scene, at: message.at })
  await say(street ? texts.welcomeTo(street.name) : texts.welcome)
  return {}
}
