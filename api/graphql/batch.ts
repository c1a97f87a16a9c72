/**
 * Field resolvers of one request that ask in the same tick share one look-up: `load` is given each key once, and what it
 * does not find is undefined.
 */
export function batched<Value>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let batch: { keys: Set<string>; found: Promise<ReadonlyMap<string, Value>> } | undefined
  const open = () => {
    const keys = new Set<string>()
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      batch = undefined
      return load([...keys])
    })
    return { keys, found }
  }
  return async (key) => {
    batch ??= open()
    batch.keys.add(key)
    return (await batch.found).get(key)
  }
}
