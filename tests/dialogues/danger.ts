import type { Dialogue } from './dialogue.ts'

/** Danger: the number to call first, and a ticket all the same. */
export const DANGER: readonly Dialogue[] = [
  {
    name: 'fire',
    turns: [['东关花园5号楼着火了，快来人', /立即拨打 119.*已受理/s]],
    tickets: [{ urgency: 'EMERGENCY', place: /东门街道/ }],
  },
  {
    name: 'gas, and the place afterwards',
    turns: [
      ['家里燃气泄漏，味道很大', /立即拨打 119.*具体位置/s],
      ['玉兰花园8号楼', /地点更正为澜江区江南街道/],
    ],
    tickets: [{ urgency: 'EMERGENCY', place: /江南街道/, acts: ['correct-place'] }],
  },
  {
    name: 'somebody is hurt',
    turns: [['莲花街工地脚手架倒了，有人受伤', /立即拨打 1(19|20)/]],
    tickets: [{ urgency: 'EMERGENCY', place: /莲塘街道/ }],
  },
  {
    name: 'a fight',
    turns: [['桃李夜市有人持刀打架', /立即拨打 110/]],
    tickets: [{ urgency: 'EMERGENCY', place: /大学城街道/ }],
  },
  {
    name: 'while the place of something else is asked for',
    turns: [
      ['小区电梯坏了', /请问在哪里/],
      ['有人困在电梯里了！', /立即拨打 119.*具体位置/s],
      ['江岸名都2号楼', /地点更正为澜江区滨江街道/],
    ],
    tickets: [{ urgency: 'EMERGENCY', place: /滨江街道/ }],
  },
  {
    name: 'somebody who wants to end their life',
    turns: [['我不想活了，我在二桥上', /立即拨打 110/]],
    tickets: [{ urgency: 'EMERGENCY' }],
  },
  {
    name: 'the same danger again and again is one ticket',
    turns: [
      ['着火了快来人', /立即拨打 119.*具体位置/s],
      ['救命啊火烧起来了', /已补充到工单/, '20s'],
      ['在柳浪新村2号楼，着火了', /地点更正为望湖区柳岸街道/, '20s'],
    ],
    tickets: [{ urgency: 'EMERGENCY', place: /柳岸街道/, acts: ['supplement', 'correct-place'] }],
  },
]
