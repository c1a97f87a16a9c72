import { demoRegisters } from '../../schema/demo/registers.ts'
import { normaliseRow } from '../../schema/ticket/normalise-row.rules.ts'
import { type BenchRow, quantile } from './row.ts'

const ROUNDS = 15
const MESSAGES = 300

/** Some 120 characters each, of different matters and places, as people write them. */
const TEXTS = [
  '我住在光华区和平家园，楼下建国路25号门口的井盖坏了三天了，晚上老人孩子走路不安全，已经有人摔倒过一次，打物业电话说不归他们管，打了几次都没有人来看，请尽快派人来修一下，谢谢。电话13800138000，随时可以联系我，最好是周末。',
  '您好，我反映一下莲塘新城二期工地的事，每天夜里十一点以后混凝土车还在进出，喇叭声不断，孩子第二天要上学，老人心脏不好整晚睡不着，我们打过城管电话，来过一次之后又照旧，希望能查一查他们有没有夜间施工许可，给居民一个说法。',
  '请问灵活就业人员怎么补缴去年的养老保险？我之前在外地的公司上班，今年三月份回到澜城，现在自己做点小生意，社保断了七个月，想问一下需要带什么材料，到哪个窗口办，能不能在手机上办，听说有补贴，具体有什么条件，麻烦答复一下。',
  '在江南天街一家健身房办了两年的卡，交了三千六百块，才去了两个月就关门了，门口贴了一张纸说装修，电话打不通，微信也不回，我们一个群里有四十多个人都是这种情况，请市场监管部门管一管，要求退款，我们保留起诉的权利，合同都在手里。',
]

/** CPU of one whole normalisation: everything a ticket derives, as `npm run normalise` does it for each row. */
export async function benchNormalise(): Promise<BenchRow[]> {
  const registers = demoRegisters()
  const now = new Date('2026-11-25T01:00:00Z')
  const times: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    // Each says something of its own: what was read before is not read again.
    for (let id = 0; id < MESSAGES; id++) {
      normaliseRow(registers, { id, text: `${TEXTS[id % TEXTS.length]}编号${id}` }, now)
    }
    const { user, system } = process.cpuUsage(before)
    // The first rounds only warm up.
    if (round >= 0) times.push((user + system) / 1000 / MESSAGES)
  }
  return [
    {
      name: 'normalise a message of 110 characters, CPU',
      value: quantile(times, 0.5),
      unit: 'ms',
      bar: { max: 1.5 },
      note: `${Math.min(...times)} … ${Math.max(...times)}`.replaceAll(/(\.\d\d\d)\d*/g, '$1'),
    },
  ]
}
