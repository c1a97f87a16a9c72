import { converse } from '../../bot/dialog/converse.ts'
import type { City } from '../../schema/city.ts'
import { loadMessage, receiveMessage } from '../../schema/intake/intake.service.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { Spine } from '../../schema/kernel/spine.ts'
import { demoRegisters } from '../support/demo-registers.ts'
import { memoryDb } from './memory-store.ts'
import { type BenchRow, quantile } from './row.ts'

const ROUNDS = 15
const CITIZENS = 40

/** One citizen's turns each: what people say, short and long, in every language. */
const DIALOGUES: Readonly<Record<string, readonly string[]>> = {
  'said at once': [
    '我住在光华区和平家园，楼下建国路25号门口的井盖坏了三天了，晚上老人孩子走路不安全，已经有人摔倒过一次，打物业电话说不归他们管，请尽快派人来修一下，谢谢。电话13800138000，随时可以联系我。',
  ],
  'asked back and corrected': ['路灯坏了好几天了，没人修', '建国路', '不是建国路，是鼓楼大街', '我的工单', '催一下'],
  'a question': ['请问灵活就业人员怎么交社保？需要带什么材料？', '转工单'],
  'traditional characters': ['光華路25號門口的井蓋壞了，晚上看不見，請派人來修', '催辦'],
  English: ['The street light at 光华路25号 has been broken since last week, please fix it', 'my tickets'],
}

/**
 * CPU of a turn without the store: opening the sealed message, understanding, deciding, wording. The kinds of dialogue
 * are measured in turns, round by round, so that whatever else the machine does falls on all of them alike.
 */
export async function benchDialogue(): Promise<BenchRow[]> {
  const { db, size, clear } = memoryDb()
  const now = new Date('2026-11-25T01:00:00Z')
  const city: City = {
    db,
    spine: new Spine(db),
    clock: { now: () => now },
    sealer: createSealer('bench-of-the-dialogue-bench-of-the-dialogue'),
    registers: demoRegisters(),
  }
  const took = new Map(Object.keys(DIALOGUES).map((name) => [name, [] as number[]]))
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, says] of Object.entries(DIALOGUES)) {
      clear()
      const ms = await perTurn(city, says, now)
      if (size('tickets') !== CITIZENS) throw new Error(`${name}: ${size('tickets')} tickets of ${CITIZENS} citizens`)
      // The first rounds only warm up.
      if (round >= 0) took.get(name)?.push(ms)
    }
  }
  return [...took].map(([name, times]) => ({
    name: `dialogue turn, ${name}, CPU without the store`,
    value: quantile(times, 0.5),
    unit: 'ms',
    bar: { max: 3 },
    note: `${Math.min(...times)} … ${Math.max(...times)}`.replaceAll(/(\.\d\d)\d*/g, '$1'),
  }))
}

async function perTurn(city: City, says: readonly string[], start: Date): Promise<number> {
  const ids: string[] = []
  for (let citizen = 0; citizen < CITIZENS; citizen++) {
    for (const [turn, text] of says.entries()) {
      const at = new Date(start.getTime() + turn * 60_000)
      const { id } = await receiveMessage(
        city,
        message(`c${citizen}`, `${citizen}:${turn}`, text, at),
        Buffer.from('{}'),
        'bench',
      )
      ids.push(id)
    }
  }
  const before = process.cpuUsage()
  for (const id of ids) {
    const stored = await loadMessage(city, id)
    if (stored) await converse(city, id, stored)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / ids.length
}

function message(sender: string, dedupeKey: string, text: string, at: Date): InboundMessage {
  const reply = { mode: 'messages', remaining: 5, until: new Date(at.getTime() + 48 * 3_600_000) } as const
  return { channel: 'wechat', dedupeKey, sender, kind: 'text', text, at, reply, platformType: 'text' }
}
