import type { Chance } from '../kernel/chance.ts'
import type { Slots } from './phrase.rules.ts'

const WORDS: Readonly<Record<string, string>> = {
  few: '两 三 四 五 六',
  days: '两天 三天 四天 五天 一个星期 快十天 半个月',
  who: '我妈妈 我爸爸 我爱人 我本人 我姐姐 我弟弟 我同事 我儿子 我侄女',
  elder: '我母亲 我父亲 我奶奶 我爷爷 家里老人 邻居老奶奶 八十多岁的老人 楼上的老大爷',
  otherCity: '省城 邻市 外省 南方 外地',
  job: '电工 会计 厨师 育婴员 焊工 保育员 养老护理员 美发师',
  shop: '小餐馆 理发店 便利店 奶茶店 水果店 早餐店 洗车店 小超市',
  clinic: '骨科 儿科 眼科 心内科 皮肤科 口腔科',
  unit: '一单元 二单元 三单元 东单元',
  line: '3 7 12 18 23 36 52 101 206',
  hourLate: '晚上十点 晚上十点半 夜里十一点 夜里十二点',
}

const NUMBERS: Readonly<Record<string, readonly [low: number, high: number, step: number]>> = {
  months: [2, 9, 1],
  years: [3, 18, 1],
  age: [54, 79, 1],
  birth: [1963, 1976, 1],
  people: [20, 90, 1],
  money: [80, 2800, 20],
  wage: [4800, 36000, 200],
  fee: [10, 60, 5],
  area: [60, 140, 1],
  wait: [15, 40, 5],
  floor: [6, 28, 1],
}

const CHOICES = new Map(Object.entries(WORDS).map(([slot, words]) => [slot, words.split(' ')]))

/** Everything that is not a place: numbers, people, times. */
export function detailSlots(chance: Chance): Slots {
  return (name) => {
    const choices = CHOICES.get(name)
    if (choices) return chance.pick(choices)
    const range = NUMBERS[name]
    if (range) return String(range[0] + range[2] * chance.whole(0, Math.floor((range[1] - range[0]) / range[2])))
    return name === 'rate' ? (chance.whole(16, 39) / 10).toFixed(1) : undefined
  }
}
