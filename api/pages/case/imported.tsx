import type { TicketCase } from '../graph/types.ts'
import { minute } from './now.ts'
import { dayTime } from './time.ts'
import { ROLE_WORDS, word } from './words.ts'

/** What a past ticket brought along from the table it stood in; nothing for those of our own. */
export function Imported({ ticket }: { ticket: TicketCase }) {
  const { imported, tags, company, outcome, role } = ticket
  if (!imported) return null
  const rows = [
    ['办理结果', outcome],
    ['企业名称', company],
    ['标签', tags.join('、')],
    ['工单性质', role && word(ROLE_WORDS, role)],
  ].filter(([, value]) => value)
  return (
    <section class="card imported" aria-label="历史工单">
      <h3>历史工单</h3>
      <p class="quiet">{dayTime(new Date(imported.at), minute.value)} 从表格导入；照常统计，不再派单、告知和回访。</p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
