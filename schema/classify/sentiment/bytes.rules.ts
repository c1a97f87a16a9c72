/** The steps that real numbers are kept in when each has a byte: the largest fills it, and nothing is cut off. */
export function toBytes(values: Float32Array): { bytes: Int8Array; step: number } {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const step = largest / 127 || 1
  return { bytes: Int8Array.from(values, (value) => Math.round(value / step)), step }
}
