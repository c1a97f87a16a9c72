import { ChartColumn, Flame, type IconNode, Inbox, ListTodo, LogOut, PhoneMissed, Scale } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { hotline } from '../design/hotline.ts'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'
import { asides } from './asides.ts'
import { counters } from './counters.ts'
import { firstNeeds } from './first-needs.ts'
import { type Place, hrefOf, place } from './place.ts'
import { mayCorrect, signOut, staff } from './session.ts'
import { VIEWS, type View } from './views.ts'

/** The server stops counting at a thousand. */
const MOST_COUNTED = 1000

/** Views in which nothing should lie. */
const ALARMING = ['callback', 'overdue']

/** The left pane: views with their counters, the assessment, who is signed in. */
export function ViewsNav() {
  const at = place.value
  // Calls that became no ticket belong to no unit.
  const wholeCity = staff.value?.role !== 'handler'
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the views are one line that scrolls: where one is must not be out of sight.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [at.page, at.view])
  return (
    <nav class="views" aria-label="视图" ref={nav}>
      <p class="brand">
        <Logo /> <span>{hotline()}工作台</span>
      </p>
      <ul>
        {VIEWS.filter(isShown).map(({ id, name }) => {
          const count = counters.value[id]
          const here = at.page === 'tickets' && at.view === id
          return (
            <li key={id}>
              <a href={hrefOf({ page: 'tickets', view: id })} aria-current={here ? 'page' : undefined}>
                {name}
                <span class={ALARMING.includes(id) && count ? 'counter alarm' : 'counter'}>
                  {count !== undefined && count >= MOST_COUNTED ? `${MOST_COUNTED}+` : count}
                </span>
              </a>
            </li>
          )
        })}
        {wholeCity && <Beside page="calls" name="未接来电" icon={PhoneMissed} apart />}
        {wholeCity && <Beside page="topics" name="热点" icon={Flame} />}
        <Beside page="assessment" name="考核" icon={ChartColumn} apart={!wholeCity} />
        {wholeCity && <Beside page="drift" name="模型对照" icon={Scale} />}
        {(asides.value.length > 0 || at.page === 'aside') && (
          <Beside page="aside" name="放在一边" icon={Inbox} count={asides.value.length} />
        )}
        {wholeCity && (firstNeeds.value.length > 0 || at.page === 'setup') && (
          <Beside page="setup" name="开始之前" icon={ListTodo} count={firstNeeds.value.length} />
        )}
      </ul>
      <div class="me">
        <p>
          {staff.value?.displayName}
          <small>{staff.value?.organ?.name ?? '全市'}</small>
        </p>
        <button type="button" class="icon-button" aria-label="退出登录" title="退出登录" onClick={signOut}>
          <Icon of={LogOut} />
        </button>
      </div>
    </nav>
  )
}

/** Who wants to be called back and what nobody was sure of is for the hotline's own desks. */
function isShown({ id, passing }: View): boolean {
  if (passing) return (counters.value[id] ?? 0) > 0 || place.value.view === id
  if (id === 'callback') return staff.value?.role !== 'handler'
  return id !== 'review' || mayCorrect()
}

/** A page beside the tickets; `count` is of what should not be there. */
function Beside(props: { page: Place['page']; name: string; icon: IconNode; apart?: boolean; count?: number }) {
  const { page, name, icon, apart, count } = props
  return (
    <li class={apart ? 'apart' : undefined}>
      <a href={hrefOf({ page, view: '' })} aria-current={place.value.page === page ? 'page' : undefined}>
        <span>
          <Icon of={icon} /> {name}
        </span>
        {count !== undefined && count > 0 && <span class="counter alarm">{count}</span>}
      </a>
    </li>
  )
}
