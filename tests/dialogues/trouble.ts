import type { Dialogue } from './dialogue.ts'

/** Floods, abuse and nonsense are slowed; a real complaint in them is not lost. */
export const TROUBLE: readonly Dialogue[] = [
  {
    name: 'the same words ten times are one ticket',
    turns: [
      [{ burst: Array.from({ length: 10 }, () => '光明街路灯不亮，快来修') }, /这件事已登记/],
      ['我的工单', /光明街/, '5m'],
    ],
    tickets: [{ place: /建国街道/ }],
  },
  {
    name: 'twenty scraps are told once that all is noted, and the complaint in them is a ticket',
    turns: [
      [
        {
          burst: [
            ...Array.from({ length: 12 }, (_, at) => `喂${at}`),
            '管不管啊',
            '江月府电梯坏了',
            '天天坏',
            '烦死了',
            '快点',
            '人呢',
          ],
        },
        /您发的内容都已记下/,
      ],
    ],
    tickets: [{ text: /江月府电梯坏了/, place: /滨江街道/ }],
  },
  {
    name: 'danger is heard in a flood',
    turns: [[{ burst: [...Array.from({ length: 12 }, () => '在不在'), '渡口小区着火了'] }, /立即拨打 119/]],
    tickets: [{ urgency: 'EMERGENCY', place: /渡口街道/ }],
  },
  {
    name: 'abuse without a matter gets one polite answer',
    turns: [
      ['你们都是废物', /理解您的心情/],
      ['傻逼', null],
      ['一群饭桶', null],
    ],
    answer: /理解您的心情/,
  },
  {
    name: 'abuse with a matter is a ticket',
    turns: [['妈的，湖心苑又停水了，到底有没有人管', /已受理/]],
    tickets: [{ place: /湖滨街道/, urgency: 'URGENT' }],
  },
  {
    name: 'abuse while the place is asked for does not end the request',
    turns: [
      ['垃圾没人清运', /请问在哪里/],
      ['废物', null],
      ['鹿鸣苑', /已受理/],
    ],
    tickets: [{ place: /松山街道/, text: /^垃圾没人清运\n鹿鸣苑$/ }],
  },
  {
    name: 'abuse first, and then the matter',
    turns: [
      ['他妈的', /理解您的心情/],
      ['沙洲新村自来水浑得没法喝', /已受理/],
    ],
    tickets: [{ place: /沙洲镇/ }],
  },
  {
    name: 'the same again after something else',
    turns: [
      ['金桂苑没水', /已受理/],
      ['光华路25号门口的井盖坏了三天了，晚上看不见', /已受理/, '3m'],
      ['金桂苑没水', /这件事已登记，工单号 \d{8}-\d{6}/, '3m'],
    ],
    tickets: [{ text: /^金桂苑没水$/ }, { place: /建国街道/ }],
  },
  {
    name: 'the same again the same day',
    turns: [
      ['红叶家园噪音太大', /已受理/],
      ['红叶家园噪音太大', /已登记，工单号/, '3h'],
    ],
    tickets: [{ place: /枫林街道/ }],
  },
  {
    name: 'a place in another city is no place of ours',
    turns: [
      ['邻县光华路路灯坏了', /请问在哪里/],
      ['澜城的光华路', /已受理/],
    ],
    tickets: [{ place: /建国街道/ }],
  },
]
