import type { Dialogue } from './dialogue.ts'

/** What is missing is asked for, and nothing else; at most three times. */
export const ASKING: readonly Dialogue[] = [
  {
    name: 'the place is missing',
    turns: [
      ['路灯坏了好几天了，没人修', /请问在哪里/],
      ['鼓楼大街和钟楼街路口', /已受理/],
    ],
    tickets: [{ text: /^路灯坏了好几天了，没人修\n鼓楼大街和钟楼街路口$/, place: /鼓楼街道/, says: ['when'] }],
  },
  {
    name: 'the matter is missing',
    turns: [
      ['湖滨花园12号楼', /那里有什么问题/],
      ['电梯坏了，老人下不了楼', /已受理/],
    ],
    tickets: [{ place: /湖滨街道/, category: /电梯/ }],
  },
  {
    name: 'both are missing',
    turns: [
      ['我要投诉', /什么事？在哪里？/],
      ['小区噪音太大了', /请问在哪里/],
      ['科苑小区', /已受理/],
    ],
    tickets: [{ text: /我要投诉\n小区噪音太大了\n科苑小区/, place: /高新街道/, kind: 'COMPLAINT' }],
  },
  {
    name: 'the answer comes after five days',
    turns: [
      ['家里暖气不热', /请问在哪里/],
      ['铁路新村7号楼', /还缺地点.*\n.*已受理.*\n.*地点更正为光华区新华街道/, '5d'],
    ],
    tickets: [{ place: /新华街道/, urgency: 'URGENT', text: /^家里暖气不热$/, acts: ['correct-place'] }],
  },
  {
    name: 'the answer comes after an hour',
    turns: [
      ['家里暖气不热', /请问在哪里/],
      ['铁路新村7号楼', /已受理/, '1h'],
    ],
    tickets: [{ place: /新华街道/, urgency: 'URGENT', text: /暖气不热\n铁路新村7号楼/ }],
  },
  {
    name: 'a picture and never a word goes to a human',
    turns: [
      [{ image: true }, /用文字说明/],
      ['我的工单', /没有说明诉求/, '3h'],
    ],
    tickets: [{ callback: true, text: /没有说明诉求/ }],
  },
  {
    name: 'a place and then silence goes to a human',
    turns: [
      ['书院小区', /那里有什么问题/],
      ['我的工单', /书院小区/, '2h'],
    ],
    tickets: [{ callback: true, text: /书院小区/ }],
  },
  {
    name: 'who comes back with a greeting is told what is open',
    turns: [
      ['楼下垃圾桶满了没人清', /请问在哪里/],
      ['在吗', /您上次说的“楼下垃圾桶满了没人清”还没有登记.*请问在哪里/, '1h'],
      ['港湾里小区', /已受理/],
    ],
    tickets: [{ place: /港城街道/ }],
  },
  {
    name: 'after three questions the hotline finds out where it is',
    turns: [
      ['下水道堵了，臭水往外冒', /请问在哪里/],
      ['就在我家门口', /还是没听出在哪里/],
      ['我家楼下', /还是没听出在哪里/],
      ['就那里', /已受理/],
    ],
    tickets: [{ place: /^$/, text: /下水道堵了，臭水往外冒\n就在我家门口\n我家楼下\n就那里/ }],
  },
  {
    name: 'a place and never a matter ends with a human',
    turns: [
      ['书院小区', /那里有什么问题/],
      ['文庙街道', /那里有什么问题/],
      ['3号楼', /那里有什么问题/],
      ['书院小区3号楼', /已请热线工作人员与您联系/],
    ],
    tickets: [{ callback: true, place: /文庙街道/ }],
  },
  {
    name: 'nothing at all, three times, is shown the way to a human',
    turns: [
      ['啊', /什么事？在哪里？/],
      ['嘿嘿', /什么事？在哪里？/],
      ['。。。', /什么事？在哪里？/],
      ['啦啦', /请拨打 12345/],
    ],
    answer: /请拨打 12345/,
  },
  {
    name: 'words in pieces are joined, and asked about once',
    turns: [
      ['光华小区', /那里有什么问题/],
      ['3号楼', null, '2s'],
      ['下水道堵了', /已受理/, '2s'],
    ],
    tickets: [{ text: /光华小区\n3号楼\n下水道堵了/, place: /建国街道/ }],
  },
  {
    name: 'a question in between is answered, and the request goes on',
    turns: [
      ['小区门口井盖丢了', /请问在哪里/],
      ['请问居住证怎么办理？我租的房子', /来源/],
      ['盐仓里小区东门', /已受理/],
    ],
    tickets: [{ text: /^小区门口井盖丢了\n盐仓里小区东门$/, place: /渡口街道/ }],
  },
  {
    name: 'another whole request in between is one of its own',
    turns: [
      ['路灯坏了，晚上很黑', /请问在哪里/],
      ['星河湾花园物业乱收费，投诉', /已受理|还没有登记/, '10m'],
      ['紫荆路', /已受理/],
    ],
    tickets: [
      { text: /^星河湾花园物业乱收费，投诉$/, place: /高新街道/ },
      { text: /^路灯坏了，晚上很黑\n紫荆路$/, place: /高新街道/ },
    ],
  },
  {
    name: 'a request left lying is not lost when a new one comes days later',
    turns: [
      ['有人在河边烧秸秆', /请问在哪里/],
      ['观潮苑停电了，什么时候来电', /已受理/, '3d'],
    ],
    tickets: [{ text: /^有人在河边烧秸秆$/ }, { place: /临港街道/ }],
  },
  {
    name: 'where nothing can be sent later the telephone is asked for, once',
    reply: 'passive',
    turns: [
      ['人民公园厕所没人打扫', /手机号/],
      ['13800138000', /已受理/],
    ],
    tickets: [{ says: ['contact'], place: /建国街道/ }],
  },
  {
    name: 'nobody has to leave a telephone',
    reply: 'passive',
    turns: [
      ['白沙新村门口路面坑洼', /手机号/],
      ['不留', /已受理/],
    ],
    tickets: [{ text: /^白沙新村门口路面坑洼$/, place: /白沙镇/ }],
  },
  {
    name: 'who has said the telephone is not asked for it',
    reply: 'passive',
    turns: [['茶园新居水压太小，打我电话13800138000', /已受理/]],
    tickets: [{ place: /茶园镇/, says: ['contact'] }],
  },
  {
    name: 'the street of a scanned code is where it is',
    turns: [
      [{ scan: 'street:lj-qiaotou' }, /桥头街道的二维码/],
      ['路面坑洼，积水很深', /已受理/],
      ['楼道灯坏了', /请问在哪里/, '1h'],
      ['二桥新村', /已受理/],
    ],
    tickets: [{ place: /桥头街道/ }, { place: /桥头街道 .*二桥新村/ }],
  },
]
