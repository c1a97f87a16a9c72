import { parseArgs } from 'node:util'
import { startStore } from '../start.ts'

const giveUp = (sentence: string): never => {
  console.error(sentence)
  process.exit(2)
}

/** `npm run store -- DIR [--tcp PORT]`: the store alone, until it is told to stop. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { tcp: { type: 'string' } } })
const tcpPort = values.tcp === undefined ? undefined : Number(values.tcp)
if (tcpPort !== undefined && !(Number.isInteger(tcpPort) && tcpPort >= 0 && tcpPort < 65536)) {
  giveUp(`--tcp 需要一个端口号 (0–65535)，收到 ${values.tcp}`)
}
const store = await startStore({ dir: positionals[0] ?? 'var/store', tcpPort }).catch((error: Error) =>
  giveUp(`无法启动：${error.message}`),
)
console.log(store.tcpUri ?? store.uri)
if (!store.isOwner) console.error('这个目录已由另一个进程打开，可直接连接上面的地址')
for (const signal of store.isOwner ? (['SIGINT', 'SIGTERM'] as const) : []) {
  process.once(signal, () => void store.stop().then(() => process.exit(0)))
}
