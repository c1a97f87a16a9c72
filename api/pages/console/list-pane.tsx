import { useSignal } from '@preact/signals'
import { RefreshCw, Search, WifiOff } from 'lucide'
import type { Ref } from 'preact'
import { PLEDGES } from '../../../schema/classify/pledges.ts'
import { word } from '../case/words.ts'
import { Icon } from '../design/icon.tsx'
import type { TicketRow } from '../graph/types.ts'
import { firstNeeds } from './first-needs.ts'
import { go, hrefOf, place } from './place.ts'
import { Row } from './row.tsx'
import type { TicketList } from './ticket-list.ts'

/** The list of the view: search on top, rows below, and a word for every state it can be in. */
export function ListPane({ list, scroller }: { list: TicketList; scroller: Ref<HTMLDivElement> }) {
  const wanted = useSignal('')
  const rows = list.rows.value.filter((row) => matches(row, wanted.value.trim()))
  return (
    <section class="list-pane" aria-label={list.view.name}>
      <label class="search">
        <Icon of={Search} />
        <span class="unseen">查找</span>
        <input
          type="search"
          placeholder="在列表里找，或输入工单号回车"
          value={wanted.value}
          onInput={(event) => (wanted.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
            if (event.key === 'Enter' && !event.isComposing && /^\d{8}-\d+$/.test(wanted.value.trim())) {
              go({ ...place.value, number: wanted.value.trim() })
            }
          }}
        />
      </label>
      {list.broken.value && (
        <p class="notice-line" role="status">
          <Icon of={WifiOff} /> 实时连接断了，正在重连
        </p>
      )}
      {list.stale.value && (
        <button type="button" class="held" onClick={() => void list.load()}>
          刚才断过线，点此刷新列表
        </button>
      )}
      {list.held.value > 0 && (
        <button type="button" class="held" onClick={list.release}>
          有 {list.held.value} 件新工单，点此显示
        </button>
      )}
      <div class="scroller" ref={scroller}>
        {list.problem.value && (
          <p class="notice-line alarm" role="alert">
            {list.problem.value}
            <button type="button" class="button" onClick={() => void list.load()}>
              <Icon of={RefreshCw} /> 重试
            </button>
          </p>
        )}
        {rows.length > 0 && (
          <ul>
            {rows.map((row) => (
              <Row
                key={row.number}
                row={row}
                view={list.view}
                at={place.value}
                fresh={list.fresh.value.has(row.number)}
              />
            ))}
          </ul>
        )}
        {list.loading.value && rows.length === 0 && <Bones />}
        {!list.loading.value && !list.problem.value && rows.length === 0 && (
          <p class="empty">
            {wanted.value.trim() ? '这一页里没有。工单号写全了按回车，可以直接打开。' : list.view.empty}
            {firstNeeds.value.length > 0 && (
              <>
                <br />
                <a href={hrefOf({ page: 'setup', view: '' })}>
                  这座城市还差 {firstNeeds.value.length} 样，先看“开始之前”
                </a>
              </>
            )}
          </p>
        )}
        {list.hasMore.value && rows.length > 0 && !wanted.value.trim() && (
          <button
            type="button"
            class="button quiet more"
            disabled={list.loading.value}
            onClick={() => void list.loadMore()}
          >
            {list.loading.value ? '正在取…' : '再看 30 件'}
          </button>
        )}
      </div>
    </section>
  )
}

function matches(row: TicketRow, wanted: string): boolean {
  if (!wanted) return true
  const { number, title, text, place: where, organ, pledges } = row
  const words = pledges.map((pledge) => word(PLEDGES, pledge))
  return [number, title, text, where.streetName, where.placeName, organ?.name, ...words].some((one) =>
    one?.includes(wanted),
  )
}

function Bones() {
  return (
    <ul class="bones" role="status" aria-label="正在取工单">
      {[0, 1, 2, 3, 4, 5].map((index) => (
        <li key={index} class="row">
          <span class="bone long" />
          <span class="bone short" />
          <span class="bone mid" />
        </li>
      ))}
    </ul>
  )
}
