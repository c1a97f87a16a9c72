/**
 * Maps a stream and leaves out what maps to undefined. Unlike an async generator it can be ended while it waits for its
 * source, so that a subscriber who goes away leaves nothing behind.
 */
export function mapStream<A, B>(
  source: AsyncIterable<A>,
  map: (value: A) => Promise<B | undefined>,
): AsyncIterableIterator<B> {
  const iterator = source[Symbol.asyncIterator]()
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      for (;;) {
        const step = await iterator.next()
        if (step.done) return { done: true, value: undefined }
        const value = await map(step.value)
        if (value !== undefined) return { done: false, value }
      }
    },
    async return() {
      await iterator.return?.()
      return { done: true, value: undefined }
    },
  }
}
