/** Bytes as the driver gives them back: in a wrapper of its own, unless they were just made. */
interface WrappedBytes {
  value(): Uint8Array
}

export function bytesOf(stored: Uint8Array | WrappedBytes): Uint8Array {
  return stored instanceof Uint8Array ? stored : stored.value()
}
