import type { Dialogue } from './dialogue.ts'

/** People misspeak; what they meant counts. */
export const CORRECTIONS: readonly Dialogue[] = [
  {
    name: 'while the matter is still asked for',
    turns: [
      ['建国路', /那里有什么问题/],
      ['不是建国路，是光华路', /那里有什么问题/],
      ['井盖坏了', /已受理/],
    ],
    tickets: [{ text: /^光华路\n井盖坏了$/, place: /建国街道/ }],
  },
  {
    name: 'right after the ticket was opened',
    turns: [
      ['东关街路灯不亮，请来修', /已受理/],
      ['不是东关街，是府前街', /地点更正为光华区文庙街道/],
    ],
    tickets: [{ place: /文庙街道/, acts: ['correct-place'] }],
  },
  {
    name: 'without naming what was wrong',
    turns: [
      ['垂虹苑门口有人占道摆摊', /已受理/],
      ['说错了，应该是长堤小区', /地点更正为望湖区柳岸街道/],
    ],
    tickets: [{ place: /柳岸街道.*长堤小区/ }],
  },
  {
    name: 'within one sentence',
    turns: [['渡口路，不对，是轮渡街，路灯不亮好几天了', /已受理/]],
    tickets: [{ text: /^轮渡街，路灯不亮好几天了$/, place: /渡口街道/ }],
  },
  {
    name: 'a house number written wrongly',
    turns: [
      ['解放路50号下水道堵了', /已受理/],
      ['地址打错了，是解放路150号', /地点更正为光华区文庙街道/],
    ],
    tickets: [{ place: /文庙街道/ }],
  },
  {
    name: 'after the unit has signed it is passed on',
    turns: [
      ['港城花园健身器材坏了', /已受理/],
      [{ staff: 'sign' }, /已签收/],
      ['不是港城花园，是灯塔小区', /更正已转告|地点更正/],
    ],
    tickets: [{ place: /港城街道/, acts: ['correct-place'] }],
  },
  {
    name: 'the matter, not the place',
    turns: [
      ['红叶路路灯坏了', /已受理/],
      ['不是路灯，是红绿灯', /已补充到工单/],
    ],
    tickets: [{ place: /枫林街道/, acts: ['supplement'] }],
  },
  {
    name: 'that sounds like a correction and is a complaint',
    turns: [['学府花园物业说不是他们的责任，是开发商的，推来推去没人管', /已受理/]],
    tickets: [{ place: /大学城街道/, kind: 'COMPLAINT' }],
  },
  {
    name: 'answering the question for the place twice',
    turns: [
      ['有人乱倒建筑垃圾', /请问在哪里/],
      ['中山路100号', /已受理/],
      ['错了，是中山路200号', /地点更正为光华区新华街道/],
    ],
    tickets: [{ place: /新华街道/, acts: ['correct-place'] }],
  },
  {
    name: 'a new complaint that is put like a correction',
    turns: [
      ['建国花园电梯坏了', /已受理/],
      ['我说的不是建国花园，是和平家园的路灯不亮', /已受理/, '1d'],
    ],
    tickets: [{ category: /电梯/ }, { text: /路灯不亮/, place: /建国街道/ }],
  },
]
