import { ChevronRight, UserRound } from 'lucide'
import { hotline } from '../design/hotline.ts'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'
import { ManholePhoto, MapSketch, VoiceBars } from './drawings.tsx'
import type { PhoneMessage } from './wire.ts'

type Tap = (option: { id: string; label: string }) => void

/** One message with its avatar. Service notices come as cards from the platform, without a speaker. */
export function Message({ message, onTap }: { message: PhoneMessage; onTap: Tap }) {
  if (message.kind === 'notice') return <NoticeCard message={message} />
  return (
    <li class={`message ${message.from}`}>
      <Avatar from={message.from} />
      <div class="body">
        <span class="unseen">{message.from === 'citizen' ? '市民：' : `${hotline()}：`}</span>
        <Content message={message} onTap={onTap} />
        {message.means === 'public' && <p class="for-all">公开，所有人可见</p>}
      </div>
    </li>
  )
}

export function Avatar({ from }: { from: 'citizen' | 'city' }) {
  return (
    <span class={`avatar ${from}`} aria-hidden="true">
      {from === 'city' ? <Logo size={24} /> : <Icon of={UserRound} size={24} />}
    </span>
  )
}

function Content({ message, onTap }: { message: PhoneMessage; onTap: Tap }) {
  switch (message.kind) {
    case 'menu':
      return <Menu message={message} onTap={onTap} />
    case 'voice':
      return (
        <>
          <p class="bubble voice">
            <span class="unseen">语音</span>
            <VoiceBars />
          </p>
          {message.text && <p class="recognised">{message.text}</p>}
        </>
      )
    case 'image':
      return (
        <figure class="picture" role="img" aria-label={message.text || '图片'}>
          <ManholePhoto />
        </figure>
      )
    case 'location':
      return (
        <figure class="location">
          <figcaption>{message.text || '我的位置'}</figcaption>
          <MapSketch />
        </figure>
      )
    default:
      return <p class="bubble">{message.text}</p>
  }
}

function Menu({ message, onTap }: { message: PhoneMessage; onTap: Tap }) {
  const { menu } = message
  if (!menu) return <p class="bubble">{message.text}</p>
  return (
    <div class="bubble menu">
      <p>{menu.head}</p>
      <ul>
        {menu.options.map((option) => (
          <li key={option.id}>
            <button type="button" onClick={() => onTap(option)}>
              {option.label}
              <Icon of={ChevronRight} />
            </button>
          </li>
        ))}
      </ul>
      {menu.tail && <p class="tail">{menu.tail}</p>}
    </div>
  )
}

function NoticeCard({ message }: { message: PhoneMessage }) {
  const { notice } = message
  return (
    <li class="message notice">
      <div class="notice-card">
        <p class="source">
          <Logo size={16} /> 服务通知
        </p>
        <h3>{notice?.title ?? message.text}</h3>
        <dl>
          {notice?.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  )
}
