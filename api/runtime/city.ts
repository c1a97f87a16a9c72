import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { cityWords } from '../../schema/city-words.ts'
import type { City } from '../../schema/city.ts'
import { useOwnModels } from '../../schema/classify/shipped-models.ts'
import { seedHistory } from '../../schema/demo/seed-history.ts'
import { claimSeeding, finishSeeding } from '../../schema/installation.store.ts'
import type { Db } from '../../schema/kernel/db.ts'
import type { Clock } from '../../schema/kernel/ports.ts'
import { openChatEndpoint } from '../../schema/language-model/chat-endpoint.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { Spine } from '../../schema/kernel/spine.ts'
import { loadRegisters, seedDemoRegisters } from '../../schema/registers.ts'
import { teachWordsLater } from '../../schema/text/segment.ts'
import { DEMO_STAFF } from '../../schema/staff/staff.seed.ts'
import { saveStaff } from '../../schema/staff/staff.store.ts'
import type { Config } from './config.ts'

/** The seed of the demo city's history: the same city at every start on every machine. */
const DEMO_SEED = 12345

/**
 * Opens the city on its store; an empty store is filled with the demo city first, by one process only. `password` is
 * that of the demo's staff accounts when it was set by this start.
 */
export async function openCity(
  config: Config,
  db: Db,
  clock: Clock,
  print: (line: string) => void,
): Promise<{ city: City; password?: string }> {
  useOwnModels({ category: config.CATEGORY_MODEL, kind: config.KIND_MODEL })
  const password = config.SEED === 'demo' ? await seedDemo(config, db, clock, print) : undefined
  const city: City = {
    db,
    spine: new Spine(db),
    clock,
    sealer: createSealer(config.SEAL_SECRET),
    registers: await loadRegisters(db),
    ...languageModelOf(config),
  }
  teachWordsLater(() => cityWords(city.registers))
  return { city, ...(password && { password }) }
}

function languageModelOf({
  LLM_BASE_URL,
  LLM_API_KEY,
  LLM_MODEL,
  LLM_TIMEOUT_MS,
}: Config): Pick<City, 'languageModel'> {
  if (!LLM_BASE_URL || !LLM_MODEL) return {}
  const settings = { baseUrl: LLM_BASE_URL, model: LLM_MODEL, timeoutMs: LLM_TIMEOUT_MS }
  return { languageModel: openChatEndpoint({ ...settings, ...(LLM_API_KEY && { apiKey: LLM_API_KEY }) }) }
}

async function seedDemo(
  config: Config,
  db: Db,
  clock: Clock,
  print: (line: string) => void,
): Promise<string | undefined> {
  let seeding = await claimSeeding(db, clock.now())
  for (; seeding === 'underway'; seeding = await claimSeeding(db, clock.now())) await sleep(200)
  if (seeding === 'done') {
    if (config.DEMO_PASSWORD) await saveStaff(db, DEMO_STAFF, config.DEMO_PASSWORD)
    return config.DEMO_PASSWORD
  }
  print(`第一次启动：正在建立演示城市，生成 ${config.SEED_TICKETS} 件历史工单 …`)
  const password = config.DEMO_PASSWORD ?? randomBytes(9).toString('base64url')
  await seedDemoRegisters(db)
  await saveStaff(db, DEMO_STAFF, password)
  if (config.SEED_TICKETS > 0) {
    await seedHistory(db, await loadRegisters(db), { seed: DEMO_SEED, tickets: config.SEED_TICKETS, now: clock.now() })
  }
  await finishSeeding(db, clock.now())
  return password
}
