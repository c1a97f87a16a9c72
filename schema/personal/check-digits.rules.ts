const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const ID_CHECKS = '10X98765432'

/** Whether eighteen characters are a resident id by their last one: GB 11643-1999, ISO 7064 MOD 11-2 over the first seventeen digits. */
export function isResidentId(value: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0)
  return ID_CHECKS[sum % 11] === value[17]?.toUpperCase()
}

/** Whether eight digits can be a day on which somebody was born who is alive. */
export function isBirthday(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  return inside(year, 1900, 2100) && inside(month, 1, 12) && inside(day, 1, 31)
}

const inside = (value = 0, least: number, most: number) => value >= least && value <= most

/** ISO/IEC 7812-1 (Luhn): every second digit from the right doubled, the digits' sum a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

/** A card number by its own check digit; cards begin with 3 to 6. */
export function isBankCard(digits: string): boolean {
  return /^[3-6]/.test(digits) && passesLuhn(digits)
}
