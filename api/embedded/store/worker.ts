import { parentPort, workerData } from 'node:worker_threads'
import { serve, type ServeOptions } from './server.ts'

/** The store in a thread of its own: start.ts sends its options and waits for `ready`; any message ends it. */
const port = parentPort!
const serving = await serve(workerData as ServeOptions)
port.once('message', () => {
  void serving.close().then(() => {
    port.postMessage({ kind: 'closed' })
    port.close()
  })
})
port.postMessage({ kind: 'ready', port: serving.port })
