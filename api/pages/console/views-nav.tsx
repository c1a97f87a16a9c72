import { ChartColumn, Flame, Inbox, LogOut, PhoneMissed } from 'lucide'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'
import { asides } from './asides.ts'
import { counters } from './counters.ts'
import { hrefOf, place } from './place.ts'
import { signOut, staff } from './session.ts'
import { VIEWS } from './views.ts'

/** The server stops counting at a thousand. */
const MOST_COUNTED = 1000

/** Views in which nothing should lie. */
const ALARMING = ['callback', 'overdue']

/** The left pane: views with their counters, the assessment, who is signed in. */
export function ViewsNav() {
  const at = place.value
  // Calls that became no ticket belong to no unit.
  const hotline = staff.value?.role !== 'handler'
  return (
    <nav class="views" aria-label="视图">
      <p class="brand">
        <Logo /> <span>接诉工作台</span>
      </p>
      <ul>
        {VIEWS.map(({ id, name }) => {
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
        {hotline && (
          <li class="apart">
            <a href={hrefOf({ page: 'calls', view: '' })} aria-current={at.page === 'calls' ? 'page' : undefined}>
              <span>
                <Icon of={PhoneMissed} /> 未接来电
              </span>
            </a>
          </li>
        )}
        {hotline && (
          <li>
            <a href={hrefOf({ page: 'topics', view: '' })} aria-current={at.page === 'topics' ? 'page' : undefined}>
              <span>
                <Icon of={Flame} /> 热点
              </span>
            </a>
          </li>
        )}
        <li class={hotline ? undefined : 'apart'}>
          <a
            href={hrefOf({ page: 'assessment', view: '' })}
            aria-current={at.page === 'assessment' ? 'page' : undefined}
          >
            <span>
              <Icon of={ChartColumn} /> 考核
            </span>
          </a>
        </li>
        {(asides.value.length > 0 || at.page === 'aside') && (
          <li>
            <a href={hrefOf({ page: 'aside', view: '' })} aria-current={at.page === 'aside' ? 'page' : undefined}>
              <span>
                <Icon of={Inbox} /> 放在一边
              </span>
              <span class="counter alarm">{asides.value.length}</span>
            </a>
          </li>
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
