/** A phone number of any country with its middle masked, for its owner to recognise. */
export function maskPhone(phone: string): string {
  return phone.slice(0, 3) + '*'.repeat(Math.max(0, phone.length - 7)) + phone.slice(-4)
}

/** The first mobile number in the text, digits only. */
export function findPhone(text: string): string | undefined {
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.exec(text)?.[0]
}
