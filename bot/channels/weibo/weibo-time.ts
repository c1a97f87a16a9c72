const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon Jul 16 18:09:20 +0800 2012`: the platform's form, which Date.parse does not promise to read. */
export function readTime(text: string): Date | undefined {
  const found = /^\w{3} (\w{3}) (\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2}) (\d{4})$/.exec(text)
  if (!found) return undefined
  const [, month, day, time, hours, minutes, year] = found
  const number = String(MONTHS.indexOf(month ?? '') + 1).padStart(2, '0')
  const at = new Date(`${year}-${number}-${day}T${time}${hours}:${minutes}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
