import type { Dialogue } from './dialogue.ts'

/** People as they are late in the day: angry, short, unsure, young, or gone before they said it. */
export const ANNOYED: readonly Dialogue[] = [
  {
    name: 'whoever says they want to complain and nothing more is told how to go on',
    turns: [
      ['我要投诉', /什么事/],
      ['渡口小区乱停车', /您刚才想反映问题[^]*转人工[^]*已受理/, '3h'],
    ],
    tickets: [{ text: /^渡口小区乱停车$/, place: /渡口街道/ }],
  },
  {
    name: 'a greeting that nothing follows is answered once',
    turns: [
      ['你好', /请直接说/],
      ['在吗', /^您好[^]*请直接说[^]*$/, '5h'],
    ],
    answer: /请直接说/,
  },
  {
    name: 'danger asked about as a question still takes its place',
    turns: [
      ['我奶奶喘不上气了120怎么打不通', /立即拨打 120[^]*具体位置/],
      ['江月府3号楼201', /更正为澜江区滨江街道/],
      ['人呢！', /催办/],
    ],
    tickets: [{ urgency: 'EMERGENCY', place: /滨江街道/ }],
  },
  {
    name: 'a pupil is told how to be safe, asked once where, and heard by a person',
    turns: [
      ['叔叔阿姨我是初二的学生，我们班有几个男生天天打我，我不敢告诉爸妈', /12355[^]*在哪里/],
      ['不想让我爸妈知道', /已受理/],
    ],
    tickets: [{ urgency: 'URGENT', text: /男生天天打我/ }],
  },
  {
    name: 'a smell that gets worse is danger',
    turns: [
      ['家里有股味', /什么事/],
      ['现在更浓了，头晕', /立即拨打 119/, '10m'],
    ],
    tickets: [{ urgency: 'EMERGENCY' }],
  },
  {
    name: 'whoever will not say where is not asked again',
    turns: [
      ['邻居家狗咬人', /请问在哪里/],
      ['我不想说地址', /还缺地点[^]*已受理/],
    ],
    tickets: [{ text: /狗咬人/ }],
  },
  {
    name: 'a change of mind while a choice is open is no ticket',
    turns: [
      ['我要投诉鹿鸣苑物业不退装修押金', /哪一类/],
      ['算了不投诉了', /不登记了/],
    ],
    answer: /不登记了/,
  },
  {
    name: 'how long, any result, nobody came: each is answered with how things stand',
    turns: [
      ['光明街路灯不亮', /已受理/],
      ['几天能好', /已派单/],
      ['有结果没', /已派单/],
      ['多久来', /已派单/],
      ['都一个礼拜了还没动静，你们吃干饭的？', /已为您催办/],
    ],
    tickets: [{ place: /建国街道/, text: /^光明街路灯不亮$/ }],
  },
  {
    name: 'swearing after a ticket is answered with the ticket, without the swearing',
    turns: [
      ['操你们妈的，停水两天了还不来人，江月府', /已受理/],
      ['他妈的', /理解您的心情[^]*答复您：停水两天了/],
    ],
    tickets: [{ urgency: 'URGENT', place: /滨江街道/ }],
  },
  {
    name: 'no wish to talk to a machine is a wish to talk to a person',
    turns: [
      ['你是机器人吗', /智能助手/],
      ['我不跟机器人说', /工作人员与您联系/],
      ['怎么还没人联系我', /已为您催办/],
    ],
    tickets: [{ callback: true }],
  },
  {
    name: 'who is told of a complaint is answered',
    turns: [
      ['你们会不会把我的电话给物业', /不会告诉被反映的一方/],
      ['那我匿名可以吗', /不留电话也可以/],
    ],
    answer: /不留电话也可以/,
  },
  {
    name: 'whom to call instead belongs to the ticket',
    turns: [
      ['鹿鸣苑下水道堵了，联系我邻居13900139000', /已受理/],
      ['别打我电话，我上班', /已补充/],
    ],
    tickets: [{ place: /松山街道/ }],
  },
  {
    name: 'the place was wrong too',
    turns: [
      ['江月府路灯坏了', /已受理/],
      ['地址也错了，是渡口小区', /更正为澜江区渡口街道/],
    ],
    tickets: [{ place: /渡口街道/ }],
  },
  {
    name: 'a photo, a place, and the matter last, are one ticket',
    turns: [
      [{ image: true }, /什么事/],
      ['江月府北门，你看照片不就知道了', /已受理/],
      ['垃圾堆成山', /已补充/],
    ],
    tickets: [{ place: /滨江街道/ }],
  },
]
