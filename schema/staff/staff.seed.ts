import { ORGANS } from '../organ/organ.seed.ts'
import type { StaffRole } from './staff.rules.ts'

export interface DemoStaff {
  username: string
  displayName: string
  role: StaffRole
  organId?: string
}

/** The hotline's own desks; names are those of roles, never of persons. */
const HOTLINE_STAFF: readonly DemoStaff[] = [
  { username: 'admin', displayName: '系统管理员', role: 'admin' },
  { username: 'clerk', displayName: '热线中心·坐席', role: 'clerk', organId: 'hotline' },
  { username: 'dispatcher', displayName: '热线中心·派单员', role: 'dispatcher', organId: 'hotline' },
  { username: 'supervisor', displayName: '热线中心·督办员', role: 'supervisor', organId: 'hotline' },
  { username: 'analyst', displayName: '热线中心·分析员', role: 'analyst', organId: 'hotline' },
]

/** One account for each role, and one handler (经办员) for each unit, whose user name is the unit's id. */
export const DEMO_STAFF: readonly DemoStaff[] = [
  ...HOTLINE_STAFF,
  ...ORGANS.map(({ id, kind, name, shortName }): DemoStaff => ({
    username: id,
    displayName: `${kind === 'street' ? name : shortName}·经办员`,
    role: 'handler',
    organId: id,
  })),
]
