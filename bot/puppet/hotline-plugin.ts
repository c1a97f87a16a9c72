import type { WechatyPlugin } from 'wechaty'

/** A message as wechaty hands it to plugins. */
interface HeardMessage {
  id: string
  self(): boolean
  room(): unknown
  mentionSelf(): Promise<boolean>
}

interface HotlinePluginDeps {
  /** Reports its own failures. */
  hear(message: HeardMessage): Promise<void>
  /** Gets what goes wrong before. */
  onError(error: unknown): void
}

/** The hotline as a wechaty plugin: hears what citizens say, in a room only when it is spoken to. */
export function hotlinePlugin({ hear, onError }: HotlinePluginDeps): WechatyPlugin {
  const listen = (message: HeardMessage) => {
    if (message.self()) return
    const heard = message.room() === undefined ? hear(message) : hearWhenMentioned(message, hear)
    heard.catch(onError)
  }
  return (bot) => {
    bot.on('message', listen)
    return () => bot.off('message', listen)
  }
}

async function hearWhenMentioned(message: HeardMessage, hear: HotlinePluginDeps['hear']): Promise<void> {
  if (await message.mentionSelf()) await hear(message)
}
