/** What a key does; the same list is the help. */
export interface KeyDeed {
  key: string
  words: string
  /** Absent where the browser does it by itself. */
  run?(): void
}

/** Listens for single keys outside of fields. Returns what ends it. */
export function listenKeys(deeds: readonly KeyDeed[]): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if ((event.target as Element).closest('input, textarea, select, dialog')) return
    const deed = deeds.find(({ key }) => key === event.key)
    if (!deed?.run) return
    event.preventDefault()
    deed.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
