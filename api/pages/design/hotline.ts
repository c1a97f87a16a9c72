/** What the city's hotline is called, as the server put it into the page. */
export const hotline = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? ''
