/**
 * Sends a form as the browser would and puts the answer's <main> in place of this one: one way through the server with
 * and without scripts, but a draft survives a lost connection. Returns the new <main>, or words for what went wrong.
 */
export async function sendForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<HTMLElement | string> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') fields.append(name, value)
  }
  let html: string
  try {
    const response = await fetch(form.action, { method: 'POST', body: fields, headers: { accept: 'text/html' } })
    html = await response.text()
    if (!response.headers.get('content-type')?.includes('text/html')) return html || `没有成功（${response.status}）。`
  } catch {
    return navigator.onLine ? '连不上服务器。您填的还在，请稍后再试。' : '网络断开了。您填的还在，连上后再试。'
  }
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  const main = fresh.querySelector('main')
  if (!main) return '服务器的回答看不懂，请稍后再试。'
  document.title = fresh.title
  const adopted = document.adoptNode(main)
  document.querySelector('main')?.replaceWith(adopted)
  return adopted
}
