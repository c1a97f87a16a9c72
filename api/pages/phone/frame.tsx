import type { ComponentChildren } from 'preact'
import { BadgeCheck, ChevronLeft, Ellipsis } from 'lucide'
import { minute } from '../case/now.ts'
import { clockTime } from '../case/time.ts'
import { Icon } from '../design/icon.tsx'

/** The phone itself: bezel, status bar, and whatever screen is on. */
export function Frame({ channel, children }: { channel: string; children: ComponentChildren }) {
  return (
    <div class={`phone on-${channel}`}>
      <div class="screen">
        <div class="status-bar" aria-hidden="true">
          <span>{clockTime(minute.value)}</span>
          <StatusIcons />
        </div>
        {children}
        <div class="home-bar" aria-hidden="true" />
      </div>
    </div>
  )
}

/** The bar with the account's name. Weibo marks verified accounts. */
export function TitleBar({ channel, name }: { channel: string; name: string }) {
  return (
    <div class="title-bar">
      <Icon of={ChevronLeft} size={24} />
      <h2>
        {name}
        {channel === 'weibo' && (
          <span class="verified">
            <Icon of={BadgeCheck} size={16} label="认证账号" />
          </span>
        )}
      </h2>
      <Icon of={Ellipsis} size={24} />
    </div>
  )
}

function StatusIcons() {
  return (
    <svg width="66" height="12" viewBox="0 0 66 12" fill="currentColor">
      <rect x="0" y="8" width="3" height="4" rx="0.8" />
      <rect x="4.6" y="5.6" width="3" height="6.4" rx="0.8" />
      <rect x="9.2" y="3" width="3" height="9" rx="0.8" />
      <rect x="13.8" y="0.4" width="3" height="11.6" rx="0.8" />
      <g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round">
        <path d="M23 4.2a9 9 0 0 1 12 0M25.4 7a5.4 5.4 0 0 1 7.2 0" />
        <path d="M29 10.2h0" stroke-width="2.4" />
      </g>
      <rect x="41.5" y="0.9" width="20.5" height="10.2" rx="3" fill="none" stroke="currentColor" opacity="0.45" />
      <rect x="43" y="2.4" width="15" height="7.2" rx="1.7" />
      <path d="M63.4 4v4c.8-.3 1.4-1.1 1.4-2s-.6-1.7-1.4-2Z" opacity="0.5" />
    </svg>
  )
}
