import type { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { type payloads, types } from 'wechaty-puppet'
import { type Bridge, startBridge } from '../../bot/puppet/bridge.ts'
import { type WechatyChannel, createWechatyChannel } from '../../bot/puppet/wechaty-channel.ts'
import type { City } from '../../schema/city.ts'

type MockMessage = InstanceType<mock.Mocker['MessageMock']>
type MockContact = ReturnType<mock.Mocker['createContact']>

/** A WeChat with a residents' group, held by wechaty's own mock of a puppet. */
export interface GroupChat extends AsyncDisposable {
  bridge: Bridge
  channel: WechatyChannel
  puppet: PuppetMock
  mocker: mock.Mocker
  bot: MockContact
  citizen: MockContact
  neighbour: MockContact
  room: ReturnType<mock.Mocker['createRoom']>
  errors: unknown[]
  /** What the account said in the room, in order. */
  saidInRoom: string[]
  saidAlone: string[]
  /** Hands over a message that the mock's people cannot say. */
  bring(message: Partial<payloads.Message> & { id: string; talkerId: string }, file?: Buffer): void
}

export async function openGroupChat(city: City): Promise<GroupChat> {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  // The mock's people can only send files that exist somewhere, and not every kind.
  const files = new Map<string, Buffer>()
  puppet.messageFile = async (id) => {
    const file = files.get(id)
    if (!file) throw new Error('no such file')
    const box = { toStream: async () => Readable.from([file]) }
    return box as unknown as Awaited<ReturnType<PuppetMock['messageFile']>>
  }
  const channel = createWechatyChannel()
  const errors: unknown[] = []
  const bridge = startBridge({ city, puppet, channel, onError: (error) => errors.push(error) })
  await bridge.started
  const person = (id: string, name: string, type = types.Contact.Individual) => mocker.createContact({ id, name, type })
  const [bot, citizen, neighbour] = [person('bot', '热线'), person('citizen', '市民'), person('neighbour', '邻居')]
  // The mock takes for a room what has an @ in its id.
  const room = mocker.createRoom({
    id: 'room@1',
    topic: '光华小区邻里群',
    memberIdList: ['bot', 'citizen', 'neighbour'],
  })
  mocker.login(bot)
  const [saidInRoom, saidAlone]: [string[], string[]] = [[], []]
  listen(room, (message) => message.talker().id === bot.id && saidInRoom.push(message.text() ?? ''))
  listen(citizen, (message) => {
    if (message.talker().id === bot.id && !message.room()) saidAlone.push(message.text() ?? '')
  })
  return {
    bridge,
    channel,
    puppet,
    mocker,
    bot,
    citizen,
    neighbour,
    room,
    errors,
    saidInRoom,
    saidAlone,
    bring(message, file) {
      if (file) files.set(message.id, file)
      const full = { type: types.Message.Text, timestamp: Date.now(), listenerId: bot.id, ...message }
      mocker.cacheMessagePayload.set(message.id, full)
      puppet.emit('message', { messageId: message.id })
    },
    [Symbol.asyncDispose]: () => bridge.stop(),
  }
}

/** The mock's people and rooms are emitters, which its types do not say. */
function listen(where: unknown, hear: (message: MockMessage) => unknown): void {
  ;(where as EventEmitter).on('message', hear)
}
