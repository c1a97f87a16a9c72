import { parentPort, workerData } from 'node:worker_threads'
import { serve, type ServeOptions } from './server.ts'

/** The store in a thread of its own: start.ts sends its options and waits for the port; any message ends it. */
const serving = await serve(workerData as ServeOptions)
parentPort!.once('message', () => void serving.close().then(() => parentPort!.close()))
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage({ port: serving.port })
