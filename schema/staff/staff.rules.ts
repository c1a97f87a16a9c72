/** 管理员 坐席 派单员 督办 分析 承办单位经办 */
export const STAFF_ROLES = ['admin', 'clerk', 'dispatcher', 'supervisor', 'analyst', 'handler'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** A member of staff as their token names them. */
export interface StaffIdentity {
  username: string
  displayName: string
  role: StaffRole
  /** Set for those who work for one unit. */
  organId?: string
}

/** Hotline roles see the whole city; a handler sees what their unit was given. */
export function seesWholeCity(staff: Pick<StaffIdentity, 'role'>): boolean {
  return staff.role !== 'handler'
}

/** Whether this member of staff may see this ticket. */
export function maySee(staff: StaffIdentity, ticket: { organId?: string }): boolean {
  return seesWholeCity(staff) || (staff.organId !== undefined && staff.organId === ticket.organId)
}

/** Analysts look and count; they do not act on tickets. */
export function mayAct(staff: Pick<StaffIdentity, 'role'>): boolean {
  return staff.role !== 'analyst'
}
