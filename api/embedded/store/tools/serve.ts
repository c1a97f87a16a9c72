import { parseArgs } from 'node:util'
import { startStore } from '../start.ts'

/** `npm run store -- DIR [--tcp PORT]`: the store alone, until it is told to stop. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { tcp: { type: 'string' } } })
const dir = positionals[0] ?? 'var/store'
const tcpPort = values.tcp === undefined ? undefined : Number(values.tcp)
if (tcpPort !== undefined && !(Number.isInteger(tcpPort) && tcpPort >= 0 && tcpPort < 65536)) {
  console.error(`--tcp 需要一个端口号 (0–65535)，收到 ${values.tcp}`)
  process.exit(2)
}
const store = await startStore({ dir, tcpPort }).catch((error: Error) => {
  console.error(`无法启动：${error.message}`)
  process.exit(1)
})
console.log(store.tcpUri ?? store.uri)
if (!store.isOwner) {
  console.error('这个目录已由另一个进程打开，可直接连接上面的地址')
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void store.stop().then(() => process.exit(0)))
  }
}
