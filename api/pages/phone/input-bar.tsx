import { useSignal } from '@preact/signals'
import { AtSign, AudioLines, CirclePlus, Image, Keyboard, MapPin, Menu } from 'lucide'
import { hotline } from '../design/hotline.ts'
import { Icon } from '../design/icon.tsx'
import type { Conversation } from './conversation.ts'
import type { SayBody } from './wire.ts'

/** What a newcomer can send with one tap, besides words. Places are those of the demo city. */
const EXTRAS: readonly { label: string; icon: typeof Image; body: SayBody }[] = [
  { label: '照片', icon: Image, body: { kind: 'image' } },
  {
    label: '语音',
    icon: AudioLines,
    body: { kind: 'voice', recognised: '光华小区门口的路灯坏了三天了，晚上黑得看不见路，麻烦派人修一下' },
  },
  {
    label: '位置',
    icon: MapPin,
    body: { kind: 'location', latitude: 31.73, longitude: 112.8475, label: '光华路地铁站' },
  },
]

/** On Weibo a citizen can also name the city for all to read; the words are those that were typed, if any. */
const mention = (draft: string): SayBody => ({
  kind: 'mention',
  pushed: false,
  text: `@${hotline()} ${draft || '光华路188号门口的井盖坏了，请尽快来修'}`,
})

const MENU: readonly { label: string; body: SayBody }[] = [
  { label: '我要反映', body: { kind: 'text', text: '你好' } },
  { label: '我的工单', body: { kind: 'text', text: '我的工单' } },
]

/** The bottom bar: the account's menu, or an input where Enter sends (but not while an IME composes). */
export function InputBar({ conversation }: { conversation: Conversation }) {
  const showMenu = useSignal(false)
  const showExtras = useSignal(false)
  const { draft } = conversation
  const send = (body: SayBody) => {
    showExtras.value = false
    void conversation.say(body).then(
      () => body.kind === 'text' && (draft.value = ''),
      () => {},
    )
  }
  const mentionCity = () => {
    const text = draft.value.trim()
    draft.value = ''
    send(mention(text))
  }
  const sendDraft = () => {
    const text = draft.value.trim()
    if (!text) return
    draft.value = ''
    void conversation.say({ kind: 'text', text }).catch(() => (draft.value = text))
  }
  return (
    <div class="input-bar">
      <div class="row">
        <button
          type="button"
          class="icon-button"
          aria-label={showMenu.value ? '换成键盘' : '换成菜单'}
          onClick={() => {
            showMenu.value = !showMenu.value
            showExtras.value = false
          }}
        >
          <Icon of={showMenu.value ? Keyboard : Menu} size={24} />
        </button>
        {showMenu.value ? (
          <div class="account-menu">
            {MENU.map(({ label, body }) => (
              <button key={label} type="button" onClick={() => send(body)}>
                {label}
              </button>
            ))}
          </div>
        ) : (
          <>
            <input
              aria-label="说一件事"
              placeholder="什么事？在哪里？"
              autocomplete="off"
              enterkeyhint="send"
              value={draft.value}
              onInput={(event) => (draft.value = event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.isComposing && event.keyCode !== 229) sendDraft()
              }}
            />
            {draft.value.trim() ? (
              <button type="button" class="send" onClick={sendDraft}>
                发送
              </button>
            ) : (
              <button
                type="button"
                class="icon-button"
                aria-label="照片、语音、位置"
                aria-expanded={showExtras.value}
                onClick={() => (showExtras.value = !showExtras.value)}
              >
                <Icon of={CirclePlus} size={26} />
              </button>
            )}
          </>
        )}
      </div>
      {showExtras.value && (
        <div class="extras">
          {EXTRAS.map(({ label, icon, body }) => (
            <button key={label} type="button" onClick={() => send(body)}>
              <span>
                <Icon of={icon} size={24} />
              </span>
              {label}
            </button>
          ))}
          {conversation.line.channel === 'weibo' && (
            <button type="button" onClick={mentionCity}>
              <span>
                <Icon of={AtSign} size={24} />
              </span>
              公开 @
            </button>
          )}
        </div>
      )}
    </div>
  )
}
