import type { Dialogue } from './dialogue.ts'

/** Pictures, places and voices, before, between and after the words. */
export const MEDIA: readonly Dialogue[] = [
  {
    name: 'the location card first',
    turns: [
      [{ location: 'gh-jianguo', label: '路口' }, /那里有什么问题/],
      ['红绿灯不亮了', /已受理/],
    ],
    tickets: [{ text: /^红绿灯不亮了\n位置：路口$/, place: /建国街道/ }],
  },
  {
    name: 'the location card as the answer',
    turns: [
      ['树枝断了挂在电线上', /请问在哪里/],
      [{ location: 'wh-liantang' }, /已受理/],
    ],
    tickets: [{ place: /莲塘街道/ }],
  },
  {
    name: 'the picture first',
    turns: [
      [{ image: true }, /请再用文字说明/],
      ['望江花园垃圾堆成山', /已受理/],
    ],
    tickets: [{ place: /滨江街道/, acts: ['supplement'] }],
  },
  {
    name: 'the picture right after',
    turns: [
      ['海关家属院围墙要倒了', /已受理/],
      [{ image: true }, /已补充到工单/],
      [{ image: true }, null, '1s'],
    ],
    tickets: [{ place: /港城街道/, acts: ['supplement', 'supplement'] }],
  },
  {
    name: 'picture, words, place: one ticket',
    turns: [
      [{ image: true }, /请再用文字说明/],
      ['这个窨井盖没有了', /请问在哪里/],
      [{ location: 'xg-gangcheng', label: '港城广场北侧' }, /已受理/],
    ],
    tickets: [{ place: /港城街道/, acts: ['supplement'], text: /窨井盖没有了\n位置：港城广场北侧/ }],
  },
  {
    name: 'a voice that was recognised',
    turns: [[{ voice: '新塘家园门口的路灯不亮了' }, /已受理/]],
    tickets: [{ place: /莲塘街道/ }],
  },
  {
    name: 'a voice that was not',
    turns: [
      [{ voice: undefined }, /语音没有听清/],
      ['南滩路积水很深', /已受理/],
    ],
    tickets: [{ place: /白沙镇/ }],
  },
  {
    name: 'a location for a ticket that has a place',
    turns: [
      ['环山路护栏断了', /已受理/],
      [{ location: 'ql-chayuan', label: '弯道处' }, /已补充到工单/],
    ],
    tickets: [{ place: /茶园镇/, acts: ['supplement'] }],
  },
  {
    name: 'a forwarded article is asked about',
    turns: [
      [{ link: 'https://example.com/a' }, /请再用文字说明/],
      ['竹坞景区门票乱涨价', /已受理/],
    ],
    tickets: [{ place: /云溪镇/ }],
  },
]
