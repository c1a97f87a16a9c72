import { DISTRICTS, STREETS } from '../territory/territory.seed.ts'
import type { Duty, Organ } from './organ.rules.ts'
import { DUTY_LINES } from './seed/duties.ts'

const department = (id: string, name: string, shortName: string): Organ => ({
  id,
  name: `澜城市${name}`,
  shortName,
  kind: 'department',
  peerGroup: '市级部门',
})

const utility = (id: string, name: string, shortName: string): Organ => ({
  id,
  name: `澜城${name}`,
  shortName,
  kind: 'utility',
  peerGroup: '公共服务企业',
})

const DEPARTMENTS: readonly Organ[] = [
  department('gongan', '公安局', '公安'),
  department('jiaojing', '公安局交通警察支队', '交警'),
  department('chengguan', '城市管理局', '城管'),
  department('zhujian', '住房和城乡建设局', '住建'),
  department('ziran', '自然资源和规划局', '资规'),
  department('shengtai', '生态环境局', '生态环境'),
  department('yuanlin', '园林绿化局', '园林'),
  department('shuili', '水利局', '水利'),
  department('jiaotong', '交通运输局', '交通'),
  department('youzheng', '邮政管理局', '邮政'),
  department('renshe', '人力资源和社会保障局', '人社'),
  department('yibao', '医疗保障局', '医保'),
  department('gongjijin', '住房公积金管理中心', '公积金'),
  department('jiaoyu', '教育局', '教育'),
  department('weijian', '卫生健康委员会', '卫健'),
  department('shichang', '市场监督管理局', '市场监管'),
  department('minzheng', '民政局', '民政'),
  department('tuiyi', '退役军人事务局', '退役军人'),
  department('sifa', '司法局', '司法'),
  department('yingji', '应急管理局', '应急'),
  department('xiaofang', '消防救援支队', '消防'),
  department('wenlv', '文化广电和旅游局', '文旅'),
  department('tiyu', '体育局', '体育'),
  department('nongye', '农业农村局', '农业农村'),
  department('shangwu', '商务局', '商务'),
  department('fagai', '发展和改革委员会', '发改'),
  department('gongxin', '工业和信息化局', '工信'),
  department('shuiwu', '税务局', '税务'),
  department('jinrong', '金融工作办公室', '金融办'),
  department('zhengwu', '政务服务管理局', '政务服务'),
  department('jiwei', '纪委监委信访室', '纪委'),
  department('zuzhi', '委组织部党员服务处', '组织'),
]

const UTILITIES: readonly Organ[] = [
  utility('shui-jituan', '水务集团', '水务'),
  utility('gongdian', '供电公司', '供电'),
  utility('ranqi', '燃气集团', '燃气'),
  utility('reli', '热力集团', '热力'),
  utility('gongjiao', '公交集团', '公交'),
  utility('ditie', '轨道交通公司', '地铁'),
  utility('tongxin', '通信服务联席办', '通信'),
]

const HOTLINE: Organ = {
  id: 'hotline',
  name: '澜城市12345市民热线服务中心',
  shortName: '热线中心',
  kind: 'hotline',
  peerGroup: '热线',
}

/** Every unit of the demo city that can be given a ticket. */
export const ORGANS: readonly Organ[] = [
  ...STREETS.map(({ id, name, districtId }): Organ => ({
    id,
    name,
    shortName: name.replace(/街道$/, ''),
    kind: 'street',
    peerGroup: '街乡镇',
    streetId: id,
    districtId,
  })),
  ...DISTRICTS.map(({ id, name }): Organ => ({
    id,
    name: `${name}政府`,
    shortName: name,
    kind: 'district',
    peerGroup: '区政府',
    districtId: id,
  })),
  ...DEPARTMENTS,
  ...UTILITIES,
  HOTLINE,
]

/** The 派单目录, from its written form: `category → organ · note`. */
export const DUTIES: readonly Duty[] = DUTY_LINES.trim()
  .split('\n')
  .map((line) => {
    const [category = '', organId = '', note = ''] = line.split(/\s*[→·]\s*/)
    return { category, organId, note }
  })
