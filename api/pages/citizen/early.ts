/** Runs before the first paint, so that nothing jumps: scripts are here, and perhaps large type is wanted. */
const root = document.documentElement
root.classList.add('js')
try {
  if (localStorage.getItem('jiesu-large') === 'yes') root.classList.add('large')
} catch {
  // Storage may be forbidden; then the page comes in its normal size.
}
