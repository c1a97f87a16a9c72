import type { CalendarDay } from '../../../schema/calendar/calendar.rules.ts'
import { CALENDAR_DAYS } from '../../../schema/calendar/calendar.seed.ts'
import { saveCalendar } from '../../../schema/calendar/calendar.store.ts'
import { runCommand } from './run.ts'
import { withCity } from './with-city.ts'

/** `npm run calendar`: days off and made-up working days of the years that are known, in place of what was there of them. */
await runCommand('用法：npm run calendar', () =>
  withCity(async ({ db }) => {
    await saveCalendar(db, CALENDAR_DAYS)
    console.log(`已写入节假日和调休：${yearsOf('announced')}`)
    console.log(`只有法定节假日、等通知公布的年份：${yearsOf('statutory')}`)
    console.log('正在运行的服务重新启动后生效')
    return 0
  }),
)

function yearsOf(basis: CalendarDay['basis']): string {
  const days = CALENDAR_DAYS.filter((day) => day.basis === basis)
  return [...new Set(days.map(({ date }) => date.slice(0, 4)))].join('、') || '无'
}
