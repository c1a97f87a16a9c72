import type { Dialogue } from './dialogue.ts'

/** Questions get an answer with its source, or a person. */
export const QUESTIONS: readonly Dialogue[] = [
  {
    name: 'a lost social insurance card',
    turns: [
      ['请问社保卡丢了怎么补办？', /来源：.*\n没解决请回复“转工单”/s],
      ['谢谢', /很高兴帮到您/],
    ],
    answer: /很高兴/,
  },
  {
    name: 'not solved: a ticket of the question',
    turns: [
      ['请问低保怎么申请，需要什么条件', /来源/],
      ['转工单', /已受理/],
    ],
    tickets: [{ kind: 'CONSULTATION', text: /^请问低保怎么申请，需要什么条件$/ }],
  },
  {
    name: 'not solved, and why',
    turns: [
      ['请问今年什么时候开始供暖', /来源/],
      ['没解决，我想知道高龄老人家里能不能提前开', /已受理/],
    ],
    tickets: [{ text: /请问今年什么时候开始供暖\n没解决，我想知道高龄老人/ }],
  },
  {
    name: 'nobody knows: a ticket, and no place is needed',
    turns: [['请问民办代课教师的待遇政策是什么？', /已受理/]],
    tickets: [{ kind: 'CONSULTATION' }],
  },
  {
    name: 'asked without 请问',
    turns: [['身份证丢了怎么补办', /来源/]],
    answer: /来源/,
  },
  {
    name: 'a question, and then a complaint',
    turns: [
      ['请问公租房的申请条件', /来源/],
      ['黄泥岗安置小区公租房漏水，请派人来修', /已受理/],
    ],
    tickets: [{ place: /创业街道/, kind: 'HELP' }],
  },
  {
    name: 'a place after a question begins a request of its own',
    turns: [
      ['请问民办代课教师的待遇政策是什么？', /已受理/],
      ['和平家园', /那里有什么问题/, '2h'],
      ['楼道灯坏了', /已受理/],
    ],
    tickets: [{ place: /^$/ }, { text: /^和平家园\n楼道灯坏了$/, place: /建国街道/ }],
  },
]
