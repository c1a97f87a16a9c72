/** One turn of a call, milliseconds from its start. */
export interface ScenarioTurn {
  speaker: 'citizen' | 'agent' | 'system'
  text: string
  offsetMs: number
  confidence?: number
}

/** What the citizen does on the phone. */
export interface ScenarioSpeech {
  kind: 'text' | 'call'
  text?: string
  transcript?: ScenarioTurn[]
}

/** One step of a story: the citizen says or taps something, or staff act on the ticket that came of it. */
export type ScenarioStep =
  | { actor: 'citizen'; say: ScenarioSpeech; caption: string }
  /** Taps the option with this label in the latest menu that has one. */
  | { actor: 'citizen'; tap: string; caption: string }
  | { actor: 'staff'; act: 'sign' | 'close'; caption: string }
  | { actor: 'staff'; act: 'reply'; text: string; caption: string }

/** A story that the phone page can play, from the first word to the measured answer. */
export interface Scenario {
  id: string
  title: string
  channel: string
  steps: readonly ScenarioStep[]
}

const says = (text: string, caption: string): ScenarioStep => ({
  actor: 'citizen',
  say: { kind: 'text', text },
  caption,
})
const taps = (tap: string, caption: string): ScenarioStep => ({ actor: 'citizen', tap, caption })
const sign = (caption: string): ScenarioStep => ({ actor: 'staff', act: 'sign', caption })
const reply = (text: string, caption: string): ScenarioStep => ({ actor: 'staff', act: 'reply', text, caption })
const close = (caption: string): ScenarioStep => ({ actor: 'staff', act: 'close', caption })

/** The seven stories of the scenario bar; every place in them is one of the demo city's. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'manhole',
    title: '光华路井盖',
    channel: 'wechat',
    steps: [
      says('光华路25号门口的井盖坏了，踩上去一晃一晃的，晚上很危险，请尽快派人来修。', '市民在微信里说一件事'),
      sign('建国街道签收'),
      reply(
        '您好，养护人员已到光华路25号现场，损坏的井盖已更换，并用沥青填实了周边，请您放心通行。',
        '街道到现场处理后答复',
      ),
      close('办结，系统自动回访'),
      taps('已解决', '市民点选是否解决'),
      taps('满意', '市民点选是否满意，计入三率'),
    ],
  },
  {
    id: 'water',
    title: '停水',
    channel: 'wechat',
    steps: [
      says(
        '友谊路友谊小区从早上六点开始停水，家里有八十多岁的老人，没法做饭，什么时候能来水？',
        '水电气热，24 小时内答复',
      ),
      sign('水务集团签收'),
      reply(
        '您好，友谊路一处供水管破损，抢修人员正在更换，预计今天下午三点前恢复。送水车停在友谊小区南门，行动不便的老人可以请社区送上门。',
        '先告诉市民怎么回事、何时恢复',
      ),
      close('恢复供水后办结'),
      taps('已解决', '市民点选是否解决'),
      taps('基本满意', '基本满意按规则折算'),
    ],
  },
  {
    id: 'noise',
    title: '噪音',
    channel: 'wechat',
    steps: [
      says(
        '莲塘新城二期工地每天半夜还在打桩，已经一个多星期了，吵得孩子睡不着，找过物业也没人管，我要投诉。',
        '一处正在升温的热点',
      ),
      sign('莲塘街道签收，属地先行处置'),
      reply(
        '您好，执法人员昨晚十一点到莲塘新城二期工地检查，责令立即停止打桩并立案；今后夜间作业须提前公示，街道每晚安排巡查。',
        '执法后答复',
      ),
      close('办结，系统自动回访'),
      taps('部分解决', '市民认为只解决了一部分'),
      taps('基本满意', '市民点选是否满意'),
    ],
  },
  {
    id: 'social-security',
    title: '咨询社保',
    channel: 'wechat',
    steps: [
      says('请问灵活就业人员怎么交社保？需要带什么材料？', '咨询先由知识库回答，并注明来源'),
      says('转工单', '没解决，转成工单'),
      sign('人社局签收'),
      reply(
        '您好，您可以带身份证到居住证所在区的社保窗口登记，当天就能参保；也可以在“澜城人社”小程序办理。缴费档次可以自己选，已把档次表发到您的手机。',
        '人社局答复',
      ),
      close('办结，系统自动回访'),
      taps('已解决', '市民点选是否解决'),
      taps('满意', '市民点选是否满意'),
    ],
  },
  {
    id: 'redo',
    title: '不满意重办',
    channel: 'wechat',
    steps: [
      says('光华小区3号楼下水道堵了，污水往外冒，流到路上臭得没法走，请派人来疏通。', '市民反映下水道堵塞'),
      sign('建国街道签收'),
      reply('您好，已联系疏通人员，请耐心等待。', '一个没有解决问题的答复'),
      close('匆忙办结'),
      taps('未解决', '市民说没有解决'),
      taps('不满意', '不满意，自动退回重办'),
      sign('建国街道再次签收'),
      reply(
        '您好，今天上午疏通人员已到光华小区3号楼，清掏了化粪池和主管，地面已冲洗消毒。社区留了联系电话，再堵当天就来。',
        '到现场解决后再答复',
      ),
      close('再次办结，重新回访'),
      taps('已解决', '这次解决了'),
      taps('满意', '以最后一次评价为准'),
    ],
  },
  {
    id: 'weibo',
    title: '微博投诉',
    channel: 'weibo',
    steps: [
      says(
        '@澜城12345 滨江公园门口天天有人占道摆摊，小推车把人行道占满了，推婴儿车只能走机动车道，没人管吗？',
        '市民在微博上公开投诉',
      ),
      sign('滨江街道签收'),
      reply(
        '您好，街道执法队今晚起在滨江公园门口定点值守，已劝离占道摊位，并在江月路划出便民疏导点，欢迎继续监督。',
        '街道答复，公开回复不带个人信息',
      ),
      close('办结，私信回访'),
      says('1', '微博没有菜单，市民回复序号：已解决'),
      says('满意', '再回复是否满意，计入三率'),
    ],
  },
  {
    id: 'call',
    title: '电话转写',
    channel: 'ivr',
    steps: [
      {
        actor: 'citizen',
        caption: '不会用手机的老人打来电话，通话自动转写',
        say: {
          kind: 'call',
          transcript: [
            { speaker: 'agent', text: '您好，这里是12345热线，请问有什么可以帮您？', offsetMs: 0 },
            { speaker: 'citizen', text: '喂，你好，我住江南街道金桂苑6号楼。', offsetMs: 4200, confidence: 0.94 },
            { speaker: 'agent', text: '您请说，遇到了什么事？', offsetMs: 9000 },
            {
              speaker: 'citizen',
              text: '我们楼的电梯坏了四天了，我八十二了，住十一楼，腿脚不好下不去，药也快吃完了。',
              offsetMs: 11_500,
              confidence: 0.91,
            },
            { speaker: 'agent', text: '物业那边怎么说？', offsetMs: 23_000 },
            {
              speaker: 'citizen',
              text: '物业说等配件，也不说等到哪天，麻烦你们帮忙催一下维修。',
              offsetMs: 25_400,
              confidence: 0.88,
            },
            { speaker: 'agent', text: '记下了，马上为您转办，社区会先联系您送药。', offsetMs: 33_000 },
          ],
        },
      },
      sign('市场监管局签收'),
      reply(
        '您好，特种设备检查人员已到金桂苑6号楼，督促维保单位今天换上配件，电梯已通过检查恢复运行；社区工作人员已把药送到您家。',
        '先解急，再修电梯',
      ),
      close('办结，电话回访'),
    ],
  },
]
