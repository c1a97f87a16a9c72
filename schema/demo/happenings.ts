import type { Theme } from './themes/theme.ts'
import type { Hours } from './rhythm.rules.ts'

/** Something that happened in the city, seen in the requests of some days. */
export interface Happening {
  /** Share of all requests of the ninety days. */
  share: number
  /** Weight of each day, today first. */
  days: readonly number[]
  hours: Hours
  /** Only in these months of the day it is looked at (1–12). */
  months?: readonly number[]
  /** Only in this street. */
  streetId?: string
  /** So many people at most, who then write several times. */
  people?: number
  theme: Theme
}

const WINTER = [11, 12, 1, 2, 3]
const SUMMER = [6, 7, 8, 9]
const BETWEEN = [4, 5, 10]

/** Three steady ones and the weather of the season: a noisy site that grows, a burst pipe of one morning, and a cold snap. */
export const HAPPENINGS: readonly Happening[] = [
  {
    share: 0.016,
    days: [9, 9, 8, 8, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1],
    hours: 'night',
    streetId: 'wh-liantang',
    people: 36,
    theme: {
      id: 'hot-site',
      kind: 'COMPLAINT',
      category: '环境保护/噪声污染',
      weight: 0,
      place: 'street',
      texts: [
        '莲塘新城二期工地[半夜|凌晨]还在打桩，[吵得全家睡不着|窗户都在震]，[{days}了|天天这样]，[没人管|打电话也没用]，投诉夜间施工。',
        '新城二期工地[{hourLate}|后半夜]混凝土车排队进出，[喇叭声不断|灯光照进卧室]，[孩子第二天要上学|{elder}心脏不好]，太吵了，请管管。',
        '投诉莲塘新城工地夜间施工，[说好十点停|公示牌写着不准夜间施工]，[从来没停过|照样干到两三点]，噪音扰民。',
        '住在[莲花苑|新塘家园|莲塘小区]{unit}，对面莲塘新城二期工地噪音太大，[午休时间|半夜]也施工，[投诉{few}次|业主群里都在骂]，没有结果。',
        '[又是|今晚又是]莲塘新城二期工地，[切割钢筋的声音|振动棒的声音]刺耳，[已经{hourLate}了|睡着又被吵醒]，扰民，没人管吗？',
      ],
      replies: [
        '执法人员{day}夜间到工地检查，[已责令停止夜间施工|已约谈施工方]，要求[提前公示|加装隔音围挡]，后续安排夜间巡查。',
        '工地因[连续浇筑|赶工期]需要夜间作业，[未办理夜间施工许可|超出许可时间]，已依法立案处理，请您继续监督。',
      ],
    },
  },
  {
    share: 0.01,
    days: [0, 0, 0, 0, 0, 0, 1],
    hours: 'day',
    streetId: 'gh-xinhua',
    theme: {
      id: 'hot-pipe',
      kind: 'HELP',
      category: '城乡建设/供水',
      weight: 0,
      place: 'street',
      texts: [
        '友谊路[主水管爆了|水管爆裂]，[水柱喷得老高|路面全是水]，[周围小区都停水了|车过不去]，请马上抢修。',
        '友谊小区{unit}[从早上六点|起床就发现]停水，[听说是友谊路水管爆了|物业说在抢修]，[家里有{elder}|要给孩子做饭]，什么时候来水？',
        '友谊路{wait}号门口路面冒水，[水漫进店里|越冒越大]，[已经{few}个小时|没看到人来]，请派人。',
        '[北苑小区|纺织厂宿舍|机床厂家属院]停水了，[没有接到通知|水箱也空了]，友谊路那边爆管，请问有没有送水车，急用。',
      ],
      replies: [
        '友谊路供水管道因老化爆裂，抢修人员已于{day}完成修复并恢复供水，初期水可能发黄，放一会儿就好。停水期间安排了送水车，给您带来不便敬请谅解。',
        '{day}已恢复正常供水，[路面同步修复|泡水商户的损失正在登记]。感谢您的理解。',
      ],
    },
  },
  {
    share: 0.03,
    days: [0, 0, 0, 0, 0, 3, 7, 9, 8, 4],
    hours: 'any',
    months: WINTER,
    theme: {
      id: 'hot-cold',
      kind: 'HELP',
      category: '城乡建设/供热',
      weight: 0,
      place: 'street',
      texts: [
        '{estateNo}暖气不热，[家里只有十几度|晚上盖两床被子]，[{elder}受不了|孩子感冒了]，请来测温。',
        '{estate}[到现在还没供暖|暖气片冰凉]，[隔壁小区都热了|打热力公司电话打不进去]，请帮忙解决。',
        '{estateNo}暖气[进水热回水凉|只有一间屋热]，[师傅来放过气不管用|{days}了]，室温[十四度|十五度]，请派人检修。',
        '{estateNo}暖气漏水，[地板泡了|漏到楼下]，[阀门关不上|物业让找热力公司]，请派师傅来修。',
        '取暖费[一分不少|早就]交了，{estate}还是不热，温度不达标，[{elder}卧床|家里有刚出生的孩子]，请尽快处理。',
      ],
      replies: [
        '{day}已上门测温并[排气|清洗过滤网|调节阀门]，[室温升到二十度|温度已达标]，请您再观察两天，不热随时联系我们。',
        '寒潮期间[二次管网压力不足|换热站故障]，{day}已恢复。供热不达标的天数将按规定核算。',
      ],
    },
  },
  {
    share: 0.02,
    days: [0, 0, 0, 4, 8, 9, 6, 2],
    hours: 'any',
    months: SUMMER,
    theme: {
      id: 'hot-heat',
      kind: 'HELP',
      category: '城乡建设/供电',
      weight: 0,
      place: 'street',
      texts: [
        '{estateNo}[从傍晚|从昨晚]停电，[这么热的天|空调风扇都用不了]，家里有{elder}，什么时候来电？',
        '{estate}一到晚上就跳闸，[带不动空调|电压不稳]，[{days}了|冰箱里的菜都坏了]，请增容或者派人来修。',
        '{where}变压器[冒响声|跳了好几次]，[半条街没电|商户没法营业]，请供电公司派人看看。',
      ],
      replies: ['{day}已[更换熔断器|调来发电车|完成增容改造]并恢复供电，高温期间安排专人值守。'],
    },
  },
  {
    share: 0.015,
    days: [0, 0, 0, 0, 5, 9, 3],
    hours: 'any',
    months: BETWEEN,
    theme: {
      id: 'hot-rain',
      kind: 'HELP',
      category: '城乡建设/市政设施',
      weight: 0,
      place: 'street',
      texts: [
        '{where}昨晚大雨后积水[没过小腿|进了一楼]，[下水道排不下去|车泡了]，请来排水。',
        '{estate}地下车库雨水倒灌，[泡了好几辆车|电梯停了]，请帮忙抽水。',
        '{roadNo}雨水井[往外返水|被树叶堵死]，积水[半条路|过不去人]，请派人清理。',
      ],
      replies: ['{day}已[抽排积水|清掏雨水井]，道路恢复通行，并列入易涝点改造。'],
    },
  },
]
