import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import { MongoClient } from 'mongodb'
import { startStore } from '../start.ts'

/** Ends the tool with a sentence about how it was called. */
export function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

/** `FOLDER [--store DIR]`: does the work with a client of the store of that folder, running or not. */
export async function withStore(usage: string, work: (client: MongoClient, folder: string) => Promise<string>) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { store: { type: 'string' } } })
  const [folder = giveUp(`用法：${usage} [--store 数据目录，默认 var/store]`)] = positionals
  const store = await startStore({ dir: values.store ?? 'var/store' })
  const client = await MongoClient.connect(store.uri)
  try {
    console.log(await work(client, folder))
  } finally {
    await client.close()
    await store.stop()
  }
}

/** A bar on stderr, so that what a command prints can be used by others; silent where nobody looks. */
export function progressBar(label: string): { update(done: number, all: number): void; stop(): void } {
  const format = `${label} {bar} {percentage}% · {value}/{total} · 还需 {eta_formatted}`
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 100 },
    Presets.shades_classic,
  )
  return {
    update(done, all) {
      if (bar.isActive) bar.setTotal(all)
      else bar.start(all, done)
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
