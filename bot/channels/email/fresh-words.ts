/** From here on it is the mail that is being answered or passed on. */
const QUOTE_HEADS: readonly RegExp[] = [
  /^-{2,}\s*(原始邮件|原邮件|回复的原邮件|转发邮件|original message|forwarded message)/i,
  /(写道|wrote)\s*[:：]$/i,
  /^(发件人|from)\s*[:：].{0,200}$/i,
  /^_{10,}$/,
]

/** From here on it is about the sender. */
const SIGNATURE = /^--\s?$/
/** What stands over a mail that is passed on: other people's addresses, and when. */
const HEADER = /^(发件人|发送时间|时间|日期|收件人|抄送|主题|from|sent|date|to|cc|subject)\s*[:：]/i

/** Lines that mail programs add. */
const ADDED = /^(发自我的|从我的|来自我的|sent from my|get outlook for|发送自)/i

/**
 * What somebody wrote anew: without what they answer, the signature and what the mail program added. A mail that only
 * passes another on says what that one says.
 */
export function freshWords(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim())
  const end = lines.findIndex(isQuoteHead)
  const own = joined(beforeSignature(end < 0 ? lines : lines.slice(0, end)))
  if (own !== '') return own
  const passedOn = lines.slice(Math.max(end, 0)).map((line) => line.replace(/^[>\s]+/, ''))
  return joined(passedOn.filter((line) => !HEADER.test(line) && !isQuoteHead(line)))
}

const isQuoteHead = (line: string) => line.length < 300 && QUOTE_HEADS.some((head) => head.test(line))

function beforeSignature(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => SIGNATURE.test(line))
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>') && !ADDED.test(line))
}

function joined(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}
