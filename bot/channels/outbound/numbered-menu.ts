import type { OutboundMessage } from '../../../schema/kernel/ports.ts'

/** A menu for channels without tappable ones: numbers to type. */
export function numberedMenu(menu: NonNullable<OutboundMessage['menu']>): string {
  const options = menu.options.map((option, index) => `${index + 1}. ${option.label}`)
  return [menu.head, ...options, ...(menu.tail ? [menu.tail] : [])].join('\n')
}
