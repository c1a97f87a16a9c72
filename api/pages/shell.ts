import type { EntryFiles } from './bundle.ts'

export const ASSETS = '/assets/'

/** The parts of a page's head that load its entry. Nothing inline: the content security policy allows none. */
export function headLinks(entry: EntryFiles, early?: EntryFiles): string {
  return [
    early?.script && `<script src="${ASSETS}${early.script}"></script>`,
    entry.style && `<link rel="stylesheet" href="${ASSETS}${entry.style}">`,
    ...entry.preload.map((chunk) => `<link rel="modulepreload" href="${ASSETS}${chunk}">`),
    entry.script && `<script type="module" src="${ASSETS}${entry.script}"></script>`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** A whole document; all of it is trusted, everything from outside was escaped before. `hotline` tells scripts whose page it is. */
export function documentOf(page: { title: string; hotline: string; links: string; body: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="application-name" content="${page.hotline}">
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="${ASSETS}icon.svg">
${page.links}
</head>
<body>
${page.body}
</body>
</html>
`
}

/** A page drawn wholly in the browser. */
export function appShell(title: string, hotline: string, entry: EntryFiles): string {
  const body = `<div id="app"></div>
<noscript>这个页面需要 JavaScript。提交诉求和查进度不需要：<a href="/">提交诉求</a> · <a href="/track">查进度</a></noscript>`
  return documentOf({ title, hotline, links: headLinks(entry), body })
}

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#0b5f6e" d="M6 2h12a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-5.200l-4.1 3.600A1 1 0 0 1 7 20.900V18H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z"/><path fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" d="m7.5 10.2 3.2 3.1 5.8-6"/></svg>`
