import type { Theme } from './theme.ts'

const CHECKED = [
  '感谢您的举报。{day}已组织核查，[发现违法行为并立案|现场未发现，已列入重点巡查]，[举报信息严格保密|结果已告知您]。',
  '线索已核查，[情况属实，依法处理|已移交有关部门]，[后续加强检查|请继续监督]。',
]
const THANKED = [
  '感谢您的肯定，已转达给[当事同志|所在单位]，我们会继续努力。',
  '收到您的表扬，[已在单位通报|已记录在册]。服务好大家是我们的本分。',
]

const theme = (
  kind: 'REPORT' | 'PRAISE',
  id: string,
  category: string,
  weight: number,
  texts: readonly string[],
): Theme => ({ id, kind, category, weight, place: 'street', texts, replies: kind === 'REPORT' ? CHECKED : THANKED })

export const REPORT_AND_PRAISE: readonly Theme[] = [
  theme('REPORT', 'unlicensed', '商贸旅游/市场秩序', 3, [
    '举报{roadNo}[一家小餐馆|一间门面]无证经营，[没有营业执照|卫生很差]，请查处。',
    '举报有人在{community}[租房搞传销|开会拉人头]，[骗老人交钱|天天换人]，请依法查处。',
  ]),
  theme('REPORT', 'discharge', '环境保护/水体污染', 3, [
    '举报{factory}夜里偷排污水，[河水发黑|河面一层油]，[{hourLate}以后最明显|已经{days}]，请严查。',
    '举报{place}附近有车偷倒[泥浆|废水]到河道，污水直排，[后半夜来|车牌遮住了]，请查处。',
  ]),
  theme('REPORT', 'gamble', '政法/社会治安', 2, [
    '举报{estateNo}有人聚众赌博，[每天晚上十几个人|麻将声到半夜]，请公安来查。',
  ]),
  theme('REPORT', 'clinic', '卫生计生/行医管理', 2, [
    '举报{roadNo}[二楼|巷子里]一家黑诊所，没有证件给人打针，非法行医，请查处。',
  ]),
  theme('REPORT', 'blackcab', '交通运输/出租网约车', 2, [
    '举报{station}门口黑车拉客，[一车坐满才走|堵在出口]，非法营运，请查处。',
  ]),
  theme('REPORT', 'fire', '政法/消防安全', 2, [
    '举报{estateNo}[一楼|地下室]改成群租房，[隔了十几间|电线乱拉]，消防通道堵死，有火灾隐患，请查处。',
  ]),
  theme('PRAISE', 'praise-street', '民政/社区治理', 2, [
    '表扬{community}的工作人员，[{elder}生病时帮忙送医|上门帮老人办证]，[跑前跑后|没有一句怨言]，特别感谢！',
    '感谢{street}，上次反映的[路灯|下水道]问题{days}就解决了，[社区的人还专门回访|速度真快]，点赞！',
  ]),
  theme('PRAISE', 'praise-bus', '城乡建设/公共交通', 1, [
    '表扬{line}路公交车司机，在{place}站[扶老人上车|捡到我的包还给我]，值得表扬，为他点赞！',
  ]),
  theme('PRAISE', 'praise-hospital', '卫生计生/医疗服务', 1, [
    '感谢{hospital}的[护士|医生]，{elder}住院时照顾得很细心，态度很好，想送面锦旗，表示感谢！',
  ]),
]
