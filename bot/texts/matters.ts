import type { Language } from '../../schema/citizen/language.rules.ts'

/** What the first-level categories are about, in words that people use; a city's own tree may have others. */
const MATTERS: Readonly<Record<string, { zh: string; en: string }>> = {
  城乡建设: { zh: '住房物业、市政设施、水电气暖', en: 'housing, streets, water, power or heating' },
  党务政务: { zh: '政务大厅和办事服务', en: 'service counters of the government' },
  国土资源: { zh: '土地和征地', en: 'land' },
  环境保护: { zh: '噪声、油烟、污水等污染', en: 'noise, fumes or other pollution' },
  纪检监察: { zh: '公职人员的作风和违纪', en: 'the conduct of officials' },
  交通运输: { zh: '出租车、公路和快递', en: 'taxis, main roads or deliveries' },
  经济管理: { zh: '金融、税收和企业', en: 'finance, tax or companies' },
  科技与信息产业: { zh: '电话、宽带和网络', en: 'telephone and internet' },
  民政: { zh: '救助、养老和社区事务', en: 'social aid, care of the old, community affairs' },
  农村农业: { zh: '种养、村务和农资', en: 'farming and village affairs' },
  商贸旅游: { zh: '消费退款、市场和旅游', en: 'shopping, refunds or travel' },
  卫生计生: { zh: '看病、食品药品和生育', en: 'health care, food or medicines' },
  政法: { zh: '治安、消防、交警和户口', en: 'police, fire, traffic police, registration' },
  教育文体: { zh: '学校、培训和文化体育', en: 'schools, training, culture or sports' },
  劳动和社会保障: { zh: '工资、社保和就业', en: 'wages, social insurance or jobs' },
}

/** A first-level category as a citizen reads it; in simplified characters for both scripts. */
export function matterName(l1: string, language: Language): string {
  const known = MATTERS[l1]
  return known ? known[language === 'en' ? 'en' : 'zh'] : l1
}
