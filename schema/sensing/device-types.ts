/** How bad it is while it lasts: 一般 较重 严重. */
export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Something a device can find wrong. */
export interface Condition {
  /** As staff read it. */
  name: string
  /** The matter a ticket about it has, as a path of the category tree. */
  category: string
  severity: Severity
}

/**
 * A measured value. It raises beyond `raise` and clears only beyond `clear` (hysteresis): between the two nothing
 * changes. From `severe` on it is as bad as can be.
 */
interface Limit {
  raise: number
  clear: number
  severe?: number
}

export interface Gauge {
  /** The member of `data` that holds the value, a number. */
  field: string
  unit: string
  high?: Limit
  low?: Limit
}

/** What an event of a type says of its condition. */
export interface DeviceType {
  condition: string
  says: 'raise' | 'clear' | Gauge
}

/** Conditions by name; `城乡建设/…` are paths of schema/classify. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  'manhole.cover': { name: '井盖打开', category: '城乡建设/市政设施/井盖雨箅', severity: 'HIGH' },
  'manhole.tilt': { name: '井盖倾斜', category: '城乡建设/市政设施/井盖雨箅', severity: 'MEDIUM' },
  'manhole.level': { name: '井内水位过高', category: '城乡建设/市政设施/排水积水', severity: 'MEDIUM' },
  'water.level': { name: '路面积水', category: '城乡建设/市政设施/排水积水', severity: 'MEDIUM' },
  'water.pressure': { name: '供水压力不足', category: '城乡建设/供水/水压不足', severity: 'MEDIUM' },
  'water.leak': { name: '供水管漏损', category: '城乡建设/供水/水管爆裂', severity: 'MEDIUM' },
  'water.quality': { name: '供水浊度超标', category: '城乡建设/供水/水质异常', severity: 'HIGH' },
  'power.outage': { name: '停电', category: '城乡建设/供电/停电断电', severity: 'HIGH' },
  'power.voltage': { name: '电压超出范围', category: '城乡建设/供电/停电断电', severity: 'LOW' },
  'traffic.signal': { name: '信号灯故障', category: '政法/交通管理/信号标线', severity: 'HIGH' },
  'traffic.congestion': { name: '严重拥堵', category: '交通运输/道路出行/拥堵治理', severity: 'LOW' },
}

/**
 * The event types we understand. Sources of the limits: road water 0.15 m is what GB 50014 allows on a lane, 0.27 m is
 * where cities close an underpass; pressure 0.14 MPa at the end of the net is CJ/T 316; turbidity 1 NTU is GB 5749;
 * voltage +7 % −10 % of 220 V is GB/T 12325; congestion index 8 of 10 is "severe" in DB11/T 785. Tilt and the level in
 * a manhole have no standard: these are what makers set at delivery. Where a value clears is ours.
 */
export const DEVICE_TYPES: Readonly<Record<string, DeviceType>> = {
  'cn.jiesu.manhole.open': { condition: 'manhole.cover', says: 'raise' },
  'cn.jiesu.manhole.closed': { condition: 'manhole.cover', says: 'clear' },
  'cn.jiesu.manhole.tilt': {
    condition: 'manhole.tilt',
    says: { field: 'angle', unit: '°', high: { raise: 15, clear: 10, severe: 45 } },
  },
  'cn.jiesu.manhole.level': {
    condition: 'manhole.level',
    says: { field: 'level', unit: 'm', high: { raise: 2, clear: 1.8, severe: 2.5 } },
  },
  'cn.jiesu.water.level': {
    condition: 'water.level',
    says: { field: 'level', unit: 'm', high: { raise: 0.15, clear: 0.1, severe: 0.27 } },
  },
  'cn.jiesu.water.pressure': {
    condition: 'water.pressure',
    says: { field: 'pressure', unit: 'MPa', low: { raise: 0.14, clear: 0.16, severe: 0.05 } },
  },
  'cn.jiesu.water.leak': { condition: 'water.leak', says: 'raise' },
  'cn.jiesu.water.leak-mended': { condition: 'water.leak', says: 'clear' },
  'cn.jiesu.water.quality': {
    condition: 'water.quality',
    says: { field: 'turbidity', unit: 'NTU', high: { raise: 1, clear: 0.8 } },
  },
  'cn.jiesu.power.outage': { condition: 'power.outage', says: 'raise' },
  'cn.jiesu.power.restored': { condition: 'power.outage', says: 'clear' },
  'cn.jiesu.power.voltage': {
    condition: 'power.voltage',
    says: {
      field: 'voltage',
      unit: 'V',
      high: { raise: 235.4, clear: 231, severe: 253 },
      low: { raise: 198, clear: 202, severe: 176 },
    },
  },
  'cn.jiesu.traffic.signal-fault': { condition: 'traffic.signal', says: 'raise' },
  'cn.jiesu.traffic.signal-restored': { condition: 'traffic.signal', says: 'clear' },
  'cn.jiesu.traffic.congestion': {
    condition: 'traffic.congestion',
    says: { field: 'index', unit: '', high: { raise: 8, clear: 6 } },
  },
}
