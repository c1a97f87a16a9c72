import type { Dialogue } from './dialogue.ts'

const CLINIC = '光华小区门口垃圾和诊所的事'
const ASKED = /主要是哪一类？\n1\. 看病.*\n2\. 住房物业.*\n3\. 都不是/

/** Two matters in one sentence: one question decides which unit it goes to. */
export const CHOICES: readonly Dialogue[] = [
  {
    name: 'which of two: tapped',
    turns: [
      [CLINIC, ASKED],
      [{ tap: '看病、食品药品和生育' }, /已受理/],
    ],
    tickets: [{ text: /^光华小区门口垃圾和诊所的事$/, category: /^卫生计生/, place: /建国街道/ }],
  },
  {
    name: 'which of two: its number',
    turns: [
      [CLINIC, ASKED],
      ['2', /已受理/],
    ],
    tickets: [{ text: /^光华小区门口垃圾和诊所的事$/, category: /^城乡建设\/环境卫生/ }],
  },
  {
    name: 'which of two: in words of their own, which join the request',
    turns: [
      [CLINIC, ASKED],
      ['是垃圾没人清的问题', /已受理/],
    ],
    tickets: [{ text: /诊所的事\n是垃圾没人清的问题$/, category: /^城乡建设\/环境卫生/ }],
  },
  {
    name: 'which of two: neither',
    turns: [
      [CLINIC, ASKED],
      ['都不是', /已受理/],
    ],
    tickets: [{ text: /^光华小区门口垃圾和诊所的事$/, review: true }],
  },
  {
    name: 'which of two: something else is said, and a person decides',
    turns: [
      [CLINIC, ASKED],
      ['每天早上都是这样', /已受理/],
    ],
    tickets: [{ text: /诊所的事\n每天早上都是这样$/, review: true }],
  },
  {
    name: 'which of two: after the place, and a greeting is answered by the question',
    turns: [
      ['门口垃圾和诊所的事', /请问在哪里/],
      ['光华小区', ASKED],
      ['你好', ASKED, '1h'],
      ['第一个', /已受理/],
    ],
    tickets: [{ text: /诊所的事\n光华小区$/, category: /^卫生计生/ }],
  },
  {
    name: 'which of two: never answered, and a person decides',
    turns: [
      [CLINIC, ASKED],
      ['我的工单', /垃圾和诊所/, '2h'],
    ],
    tickets: [{ place: /建国街道/, review: true }],
  },
  {
    name: 'which of two: asked no more after three questions',
    turns: [
      ['我要投诉', /什么事？在哪里？/],
      ['投诉', /什么事？在哪里？/],
      ['门口垃圾和诊所的事', /请问在哪里/],
      ['光华小区', /已受理/],
    ],
    tickets: [{ review: true }],
  },
  {
    name: 'which of two: danger waits for no question',
    turns: [[`${CLINIC}着火了`, /119/]],
    tickets: [{ urgency: 'EMERGENCY' }],
  },
  {
    name: 'which of two: not where nothing can be asked',
    reply: 'none',
    turns: [[CLINIC, /已受理/]],
    tickets: [{ review: true }],
  },
  {
    name: 'which of two: a tap after the ticket was opened does nothing',
    turns: [
      [CLINIC, ASKED],
      ['1', /已受理/],
      [{ tap: '住房物业、市政设施、水电气暖' }, null],
    ],
    tickets: [{ category: /^卫生计生/ }],
  },
  {
    name: 'which of two: traditional',
    turns: [
      ['光華小區門口垃圾和診所的事', /主要是哪一類？\n1\. 看病、食品藥品和生育/],
      [{ tap: '看病、食品藥品和生育' }, /已受理/],
    ],
    tickets: [{ category: /^卫生计生/ }],
  },
  {
    name: 'which of two: English',
    turns: [
      ['the garbage and the refund at 光华小区', /which of these.*\n1\. .*\n2\. .*\n3\. Neither/],
      ['the second', /12345|ticket/i],
    ],
    tickets: [{ text: /^the garbage and the refund at 光华小区$/, category: /^城乡建设/ }],
  },
]
