/** Said when a page takes longer than 150 ms to open; before that nothing flickers. */
export function Opening() {
  return (
    <main class="opening">
      <p role="status">正在打开…</p>
    </main>
  )
}
