import { SURVEY_OPTIONS } from '../../../schema/survey/survey.rules.ts'

export { STATE_NAMES as STATE_WORDS } from '../../../schema/ticket/ticket.rules.ts'

/** The official words for what the API says in identifiers; one place for every page. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  CONSULTATION: '咨询',
  HELP: '求助',
  COMPLAINT: '投诉',
  REPORT: '举报',
  SUGGESTION: '建议',
  PRAISE: '表扬',
}

export const URGENCY_WORDS: Readonly<Record<string, string>> = { NORMAL: '一般', URGENT: '紧急', EMERGENCY: '突发' }

export const TIER_WORDS: Readonly<Record<string, string>> = {
  BASIC: '基础民生',
  ESSENTIAL: '基本民生',
  DEVELOPMENT: '发展民生',
  QUALITY: '优质民生',
}

export const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  wechat: '微信',
  'mini-program': '小程序',
  weibo: '微博',
  'web-form': '网页',
  ivr: '电话',
  device: '设备',
  email: '邮件',
  sms: '短信',
  wechaty: '微信群',
  open311: '开放接口',
}

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  kind: '类型',
  category: '事项',
  place: '地点',
  urgency: '紧急',
  sensitive: '敏感',
  tier: '民生',
  pledges: '七有五性',
  when: '时间',
  who: '当事人',
  contact: '联系方式',
  intensity: '情绪',
}

/** What people may put right, by its whole name. */
export const CORRECTED_WORDS: Readonly<Record<string, string>> = {
  kind: '诉求类型',
  category: '事项分类',
  place: '地点（街道）',
  urgency: '紧急程度',
  tier: '民生层级',
}

/** What a reply is looked at for, and what comes of it. */
export const ASPECT_WORDS: Readonly<Record<string, string>> = {
  answers: '是否答到',
  overPromises: '过度承诺',
  leaks: '个人信息',
  passesTheBuck: '推诿',
  citesBasis: '依据',
}
export const VERDICT_WORDS: Readonly<Record<string, string>> = { GOOD: '可以发', MEND: '建议修改', STOP: '不能发' }
/** How strongly it was said; where the levels begin stands in the API. */
export const INTENSITY_WORDS: Readonly<Record<string, string>> = { CALM: '平和', RAISED: '较强', STRONG: '强烈' }

/** What a supplement may bring along. */
export const MEDIA_WORDS: Readonly<Record<string, string>> = { image: '图片', voice: '语音', video: '视频' }

/** As the citizen reads them in the callback survey. */
export const SOLVED_WORDS: Readonly<Record<string, string>> = Object.fromEntries(SURVEY_OPTIONS.solved)
export const SATISFACTION_WORDS: Readonly<Record<string, string>> = Object.fromEntries(SURVEY_OPTIONS.satisfaction)

export const CALL_WORDS: Readonly<Record<string, string>> = {
  OPEN: '等待转写',
  REQUEST: '市民来电',
  UNHEARD: '来电未转写，请回拨',
  FOLLOW_UP: '回访或回拨',
  DROPPED: '未接来电',
  CALLED_BACK: '已回拨',
}

export const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  answered: '已接通',
  voicemail: '语音留言',
  abandoned: '未接通',
}

export const SPEAKER_WORDS: Readonly<Record<string, string>> = {
  citizen: '市民',
  agent: '坐席',
  system: '提示音',
  unknown: '未分辨',
}

/** How tickets came to be one case. */
export const JOINED_WORDS: Readonly<Record<string, string>> = {
  RESUBMISSION: '重复提交',
  REPEAT: '再次反映',
  SAME_INCIDENT: '同一事件',
  BY_STAFF: '人工并案',
}

/** What was heard badly. */
export const VERIFY_WORDS: Readonly<Record<string, string>> = { place: '地点', phone: '电话' }

export const NOTICE_WORDS: Readonly<Record<string, string>> = {
  receipt: '受理告知',
  progress: '进度',
  survey: '回访',
  answer: '答复',
}

/** The ways of the platforms, as in DeliveryReceipt.means. */
export const MEANS_WORDS: Readonly<Record<string, string>> = {
  'customer-message': '客服消息',
  menu: '菜单消息',
  'subscription-notice': '订阅通知',
  'template-message': '模板消息',
  'private-message': '私信',
}

/** The word, or the identifier itself where a newer server says something this page has not heard of. */
export function word(words: Readonly<Record<string, string>>, id: string): string {
  return words[id] ?? id
}

export const ROLE_WORDS: Readonly<Record<string, string>> = { LEAD: '主办', ASSIST: '协办', HAND_OVER: '转办' }
