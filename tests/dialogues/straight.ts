import type { Dialogue } from './dialogue.ts'

/** Everything in one sentence, as people put it in all five districts. */
export const STRAIGHT: readonly Dialogue[] = [
  {
    name: 'a manhole cover, with time and telephone',
    turns: [['光华路25号门口的井盖坏了三天了，晚上看不见，我姓周，电话13800138000', /已受理，工单号 \d{8}-\d{6}/]],
    tickets: [{ place: /建国街道/, category: /城乡建设/, text: /138\*{4}8000/, says: ['when', 'who', 'contact'] }],
  },
  {
    name: 'a leaking roof on the campus side',
    turns: [['桃李苑5号楼顶楼漏水，家里老人的床都湿了，请派人来修', /已受理/]],
    tickets: [{ place: /望湖区 大学城街道.*桃李苑/, kind: 'HELP' }],
  },
  {
    name: 'short, like on the telephone',
    turns: [['金桂苑没水', /已受理/]],
    tickets: [{ place: /江南街道/, urgency: 'URGENT' }],
  },
  {
    name: 'dialect: 咋个没得人来收垃圾',
    turns: [['莲塘小区咋个没得人来收垃圾嘛，臭得很', /已受理/]],
    tickets: [{ place: /莲塘街道/, category: /垃圾|环境|市容/ }],
  },
  {
    name: 'dialect: 俺们村口路灯不亮咧',
    turns: [['俺们石桥新村村口路灯不亮咧，黑灯瞎火的', /已受理/]],
    tickets: [{ place: /石桥镇/ }],
  },
  {
    name: 'a greeting, a story and a request in one breath',
    turns: [['你好，我住友谊小区，楼下烧烤店天天半夜十二点还在放音乐，吵得孩子睡不着，我要投诉', /已受理/]],
    tickets: [{ place: /新华街道/, kind: 'COMPLAINT', says: ['when'] }],
  },
  {
    name: 'something no list knows is taken all the same',
    turns: [['松涛小区三号楼外墙上挂着一张大渔网，风一吹就拍窗户', /已受理/]],
    tickets: [{ place: /松山街道/ }],
  },
  {
    name: 'only the district is known',
    turns: [['新港区这边好多共享单车堆在人行道上，请处理一下', /已受理/]],
    tickets: [{ place: /新港区/ }],
  },
  {
    name: 'wages',
    turns: [['东湾新村工地老板拖欠我们农民工工资两个月了', /已受理/]],
    tickets: [{ place: /创业街道/, category: /劳动/, says: ['when'] }],
  },
  {
    name: 'a form is no conversation',
    reply: 'none',
    turns: [['楼道灯坏了没人修', /已受理/]],
    tickets: [{ text: /^楼道灯坏了没人修$/ }],
  },
  {
    name: 'praise',
    turns: [['表扬湖滨街道社区卫生服务中心的护士，上门给老人换药，特别感谢', /已受理/]],
    tickets: [{ kind: 'PRAISE', place: /湖滨街道/ }],
  },
  {
    name: 'two lines of one message',
    turns: [['云溪人家\n自来水发黄有异味', /已受理/]],
    tickets: [{ place: /云溪镇/, urgency: 'URGENT' }],
  },
]
