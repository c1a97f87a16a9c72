import type { Dialogue } from './dialogue.ts'

/** The citizen's own language is answered, and their own words are kept. */
export const LANGUAGES: readonly Dialogue[] = [
  {
    name: 'traditional: said at once',
    turns: [['光華路25號門口的井蓋壞了，請派人來修', /已受理/]],
    tickets: [{ text: /^光華路25號門口的井蓋壞了/, place: /建国街道/, category: /城乡建设/ }],
  },
  {
    name: 'traditional: asked back in traditional',
    turns: [
      ['路燈壞了好幾天，沒人修', /請問在哪裡？說出街道/],
      ['望湖公園門口', /已受理/],
    ],
    tickets: [{ place: /湖滨街道/, text: /路燈壞了/ }],
  },
  {
    name: 'traditional: a question',
    turns: [
      ['請問社保卡丟了怎麼補辦？', /沒解決請回復「轉工單」/],
      ['轉工單', /已受理/],
    ],
    tickets: [{ kind: 'CONSULTATION', text: /請問社保卡丟了/ }],
  },
  {
    name: 'traditional: a correction and an urge',
    turns: [
      ['東門大街垃圾沒人清運', /已受理/],
      ['不是東門大街，是護城河路', /地點更正為光華區東門街道/],
      ['催辦', /已為您催辦工單/, '1h'],
    ],
    tickets: [{ place: /东门街道/, acts: ['correct-place', 'urge'] }],
  },
  {
    name: 'traditional: danger',
    turns: [['北苑小區樓道煤氣味很大', /請立即撥打 119/]],
    tickets: [{ urgency: 'EMERGENCY', place: /新华街道/ }],
  },
  {
    name: 'the language is remembered where words do not tell',
    turns: [
      ['我要投訴噪音擾民', /請問在哪裡/],
      ['13800138000', /還是沒聽出在哪裡/],
      ['KTV', /還是沒聽出在哪裡/],
      ['文庙', /已受理/],
    ],
    tickets: [{ place: /文庙街道/ }],
  },
  {
    name: 'English: said at once, with a Chinese place',
    turns: [
      [
        'The street light at 光华路25号 has been broken since last week, please fix it',
        /registered, ticket \d{8}-\d{6}/,
      ],
    ],
    tickets: [
      { text: /^The street light at 光华路25号/, place: /建国街道/, category: /市政|照明|城乡建设/, says: ['when'] },
    ],
  },
  {
    name: 'English: asked back',
    turns: [
      ['Hello', /this is the 12345 hotline/],
      ['There is a lot of noise at night from a construction site', /Where is it/],
      ['莲塘新城', /registered, ticket/],
    ],
    tickets: [{ text: /^There is a lot of noise/, place: /莲塘街道/, category: /噪声|环境/ }],
  },
  {
    name: 'English: danger',
    turns: [['Help, there is a gas leak in my building at 友谊小区', /call 119 right now/]],
    tickets: [{ urgency: 'EMERGENCY', place: /新华街道/ }],
  },
  {
    name: 'English: a question, and a ticket of it',
    turns: [
      ['How do I apply for a residence permit?', /Source: /],
      ['ticket', /registered, ticket/],
    ],
    tickets: [{ text: /^How do I apply for a residence permit\?$/, kind: 'CONSULTATION' }],
  },
  {
    name: 'English: nobody knows the words, a person looks at it',
    turns: [
      ['My upstairs neighbour keeps drumming on the balcony every evening', /Where is it/],
      ['somewhere downtown', /could not tell where/],
      ['near the big tower', /could not tell where/],
      ['I do not know the name', /registered, ticket/],
    ],
    tickets: [{ text: /drumming/ }],
  },
  {
    name: 'English: status, urging, withdrawing',
    turns: [
      ['There is a pothole at 创业大道', /registered, ticket/],
      ['my tickets', /passed on, answer due/],
      ['please urge my ticket', /We have urged ticket/, '2h'],
      ['cancel my ticket', /is withdrawn/, '1h'],
    ],
    tickets: [{ state: 'WITHDRAWN', place: /创业街道/ }],
  },
  {
    name: 'English: a survey in English',
    turns: [
      ['The elevator in 金桂苑 is broken', /registered, ticket/],
      [{ staff: 'sign' }, /has taken up/],
      [{ staff: 'reply' }, /There is an answer/],
      [{ staff: 'close' }, /Has your problem been solved/],
      ['solved', /Are you satisfied/],
      ['satisfied', /thank you|谢谢/],
    ],
    tickets: [{ state: 'CLOSED' }],
  },
  {
    name: 'from one language into another',
    turns: [
      ['Hello', /12345 hotline/],
      ['我家停电了', /请问在哪里/],
      ['翠堤小区', /已受理/],
    ],
    tickets: [{ place: /湖滨街道/ }],
  },
]
