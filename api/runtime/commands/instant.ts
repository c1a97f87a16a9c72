import { DomainError } from '../../../schema/kernel/errors.ts'

/** Without an offset it is China's time. Undefined for a row without one. */
export function instantOf(time: unknown): Date | undefined {
  if (time === undefined || time === null || time === '') return undefined
  if (typeof time !== 'string') throw new DomainError('BAD_INPUT', '时间 time 不是文字')
  const [, date, clock = '00:00'] =
    /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(time.trim()) ?? []
  const [year, month = '', day = ''] = date?.split(/[-/]/) ?? []
  const local = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clock.padStart(5, '0')}+08:00`
  const at = new Date(date ? local : time)
  if (Number.isNaN(at.getTime())) throw new DomainError('BAD_INPUT', `看不懂时间 ${time}`)
  return at
}
