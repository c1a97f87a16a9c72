import type { Dialogue } from './dialogue.ts'

/** What citizens ask of tickets they have. */
export const COMMANDS: readonly Dialogue[] = [
  {
    name: 'a greeting and thanks',
    turns: [
      ['您好', /12345 热线/],
      ['好的', null],
      ['谢谢', /不客气/],
    ],
    answer: /不客气/,
  },
  {
    name: 'my tickets, and one by its number',
    turns: [
      ['银杏家园垃圾没人清运', /已受理/],
      ['我的工单', /已派单，.*前答复您：银杏家园/],
      ['{number}', /已派单/],
      ['{number}办得怎么样了', /已派单/],
      ['查一下进度', /已派单/],
    ],
    tickets: [{}],
  },
  {
    name: 'somebody else’s number tells nothing',
    turns: [['20261125-000001', /没有查到您的工单/]],
    answer: /没有查到/,
  },
  {
    name: 'urging counts once a day',
    turns: [
      ['柏树湾小区没有暖气', /已受理/],
      ['催一下', /已为您催办工单/, '2h'],
      ['怎么还没处理', /已催办过/, '3h'],
      ['催办', /已为您催办工单/, '25h'],
    ],
    tickets: [{ acts: ['urge', 'urge'] }],
  },
  {
    name: 'urging one of several',
    turns: [
      ['梅岭路路灯不亮', /已受理/],
      ['溪口安置房停水', /已受理/, '1h'],
      ['催办', /请回复“催办 工单号”/, '1h'],
      ['催办 {first}', /已为您催办工单/],
    ],
    tickets: [{ acts: ['urge'] }, {}],
  },
  {
    name: 'urging with nothing open',
    turns: [
      ['怎么还没人来修', /请问在哪里/],
      ['轮渡新村电梯坏了', /已受理/],
    ],
    tickets: [{ place: /渡口街道/ }],
  },
  {
    name: 'adding words',
    turns: [
      ['荷风街有人占道经营', /已受理/],
      ['补充：主要是晚上七点以后', /已补充到工单/, '1d'],
    ],
    tickets: [{ acts: ['supplement'] }],
  },
  {
    name: 'adding announced',
    turns: [
      ['清漪园小区消防通道被堵', /已受理/],
      ['我要补充材料', /请发文字、图片或位置/, '5h'],
      [{ image: true }, /已补充到工单/],
      ['西门也是一样', /已补充到工单/, '3m'],
    ],
    tickets: [{ acts: ['supplement', 'supplement'] }],
  },
  {
    name: 'more words right after, without saying so',
    turns: [
      ['矿工新村门口路面塌陷', /已受理/],
      ['已经好几天了', /已补充到工单/],
    ],
    tickets: [{ acts: ['supplement'] }],
  },
  {
    name: 'withdrawing',
    turns: [
      ['岭前新居停水', /已受理/],
      ['撤回', /已撤回/, '1h'],
      ['我的工单', /已撤回/],
    ],
    tickets: [{ state: 'WITHDRAWN' }],
  },
  {
    name: 'solved before anybody came',
    turns: [
      ['雾岭路有树倒了挡路', /已受理/],
      ['已经处理好了，不用来了', /已撤回/, '2h'],
    ],
    tickets: [{ state: 'WITHDRAWN' }],
  },
  {
    name: 'withdrawing what was never registered',
    turns: [
      ['楼上漏水', /请问在哪里/],
      ['算了', /不登记了/],
      ['我的工单', /没有查到/],
    ],
    answer: /没有查到/,
  },
  {
    name: 'too late to withdraw',
    turns: [['磨坊路路灯不亮', /已受理/], [{ staff: 'sign' }], [{ staff: 'reply' }, /有了答复/], ['撤回', /不能撤回/]],
    tickets: [{ state: 'REPLIED' }],
  },
  {
    name: 'cancelling a bus stop is a matter',
    turns: [['取消了沙洲客运站的公交站，老人出行不方便', /已受理/]],
    tickets: [{ place: /沙洲镇/ }],
  },
  {
    name: 'rating by words where a menu was offered',
    turns: [
      ['灯塔路垃圾满地', /已受理/],
      [{ staff: 'sign' }],
      [{ staff: 'reply' }],
      [{ staff: 'close' }, /问题解决了吗/],
      ['第一个', /是否满意/],
      ['很满意', /谢谢您的评价/],
    ],
    tickets: [{ state: 'CLOSED' }],
  },
  {
    name: 'rating later, by asking for it',
    turns: [
      ['云杉花园路灯不亮', /已受理/],
      [{ staff: 'sign' }],
      [{ staff: 'reply' }],
      [{ staff: 'close' }, /问题解决了吗/],
      ['请问身份证丢了怎么补办', /来源/],
      ['我要评价', /问题解决了吗/, '2d'],
      [{ tap: '已解决' }, /是否满意/],
      ['2', /谢谢您的评价/],
    ],
    tickets: [{ state: 'CLOSED' }],
  },
  {
    name: 'a verdict typed after something else was asked',
    turns: [
      ['芦苇路路灯不亮', /已受理/],
      [{ staff: 'sign' }],
      [{ staff: 'reply' }],
      [{ staff: 'close' }, /问题解决了吗/],
      ['请问公租房的申请条件', /来源/],
      ['没有解决，还是黑的', /是否满意/],
      ['不满意', /已退回.*重新办理/],
    ],
    tickets: [{ state: 'DISPATCHED' }],
  },
  {
    name: 'nothing to rate',
    turns: [['评价', /没有等您评价的工单/]],
    answer: /没有等您评价/,
  },
  {
    name: 'a human',
    turns: [
      ['人工', /已请热线工作人员与您联系，工单号/],
      ['转人工客服', /已请热线工作人员与您联系/, '10m'],
    ],
    tickets: [{ callback: true }],
  },
  {
    name: 'a human, in the middle of a request',
    turns: [
      ['我家楼下有个事说不清楚，物业乱收费', /请问在哪里/],
      ['找人工', /已请热线工作人员与您联系/],
    ],
    tickets: [{ callback: true, text: /物业乱收费/ }],
  },
]
