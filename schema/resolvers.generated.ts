// Made by `npm run codegen` from the .graphql files; do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Ticket as TicketSource, CitizenActEntry as CitizenActEntrySource, TicketReplyCheck as TicketReplyCheckSource, TicketReplyFinding as TicketReplyFindingSource, TicketSentiment as TicketSentimentSource } from './ticket/ticket.rules.ts';
import type { Correction as CorrectionSource } from './ticket/derived.rules.ts';
import type { OpenedCall as OpenedCallSource } from './call/call.resolvers.ts';
import type { Utterance as UtteranceSource } from './kernel/ports.ts';
import type { Notice as NoticeSource } from './notice/notice.model.ts';
import type { StaffIdentity as StaffIdentitySource } from './staff/staff.rules.ts';
import type { UnitScore as UnitScoreSource } from './assessment/assessment.rules.ts';
import type { District as DistrictSource, Street as StreetSource, Place as PlaceSource } from './territory/territory.rules.ts';
import type { Organ as OrganSource, Duty as DutySource } from './organ/organ.rules.ts';
import type { CategoryNode as CategoryNodeSource } from './classify/categories.ts';
import type { ListedSignal as ListedSignalSource } from './sensing/signal.store.ts';
import type { ListedTopic as ListedTopicSource } from './topic/topic.store.ts';
import type { KnowledgeEntry as KnowledgeEntrySource } from './knowledge/knowledge.rules.ts';
import type { GraphContext } from './graph.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** RFC 3339 时间, 带时区或 Z */
  DateTime: { input: Date; output: Date; }
};

export type Query = {
  /** 考核期三率; period 为 YYYY-MM, 默认当前 */
  assessment: Assessment;
  /** 没说话就挂断、可以回拨的来电, 新的在前 (热线岗位) */
  droppedCalls: Array<Call>;
  /** 我绑定的手机号 (遮盖中间四位); 没有绑定时为空 */
  myPhone?: Maybe<Scalars['String']['output']>;
  /** 事项分类树, 三级 */
  categories: Array<CategoryNode>;
  /** 放在一边的消息, 新的在前 (热线工作人员) */
  messagesAside: Array<MessageAside>;
  /** 查知识库; 不给关键词时列出全部, 最相近的在前 */
  knowledge: Array<KnowledgeEntry>;
  /** 全部承办单位; 可只取一组 */
  organs: Array<Organ>;
  /** 派单目录 (工作人员) */
  duties: Array<Duty>;
  /** 感知信号, 最近发生的在前 (工作人员; 承办单位只看本街道的) */
  signals: SignalConnection;
  /** 还没有登记的, 先后为登记的次序; 未登录时只说有没有工作人员账号 */
  firstNeeds: Array<FirstNeed>;
  /** 当前登录的工作人员 */
  me?: Maybe<Staff>;
  /** 全市的区 */
  districts: Array<District>;
  /** 全市的街道和镇; 可只取一个区的 */
  streets: Array<Street>;
  /** 推导与人工的偏移, 按月 (看得到全市的工作人员); 至多 24 个月 */
  drift: Array<Drift>;
  /** 发出前检查答复 (经办), 不改动工单; 至多 2000 字 */
  checkReply: ReplyCheck;
  /** 按工单号查 (工作人员); 没有或不归您看时为空 */
  ticket?: Maybe<Ticket>;
  /** 工单列表 (工作人员) */
  tickets: TicketConnection;
  /** 我的工单 (市民登录后) */
  myTickets: Array<TrackedTicket>;
  /** 凭工单号和电话查进度 */
  trackTicket?: Maybe<TrackedTicket>;
  /** 热点, 热度高的在前; 给了 since 时只按此后的诉求排 (看全市的工作人员) */
  topics: Array<Topic>;
  /** 一个热点 (看全市的工作人员) */
  topic?: Maybe<Topic>;
};


export type QueryAssessmentArgs = {
  period?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDroppedCallsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMessagesAsideArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryKnowledgeArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrgansArgs = {
  peerGroup?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySignalsArgs = {
  filter?: InputMaybe<SignalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStreetsArgs = {
  districtId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDriftArgs = {
  months?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCheckReplyArgs = {
  number: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type QueryTicketArgs = {
  number: Scalars['ID']['input'];
};


export type QueryTicketsArgs = {
  filter?: InputMaybe<TicketFilter>;
  orderBy?: InputMaybe<TicketOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryMyTicketsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTrackTicketArgs = {
  number: Scalars['ID']['input'];
  phone: Scalars['String']['input'];
};


export type QueryTopicsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryTopicArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /** 没听清的内容已向市民核实 */
  noteVerified: Ticket;
  /** 记下已经回拨 */
  noteCalledBack: Call;
  /** 小程序登录: wx.login 得到的 code */
  loginMiniProgram: CitizenSession;
  /** 绑定手机号 (小程序登录后): 手机号按钮得到的 code, 不是 wx.login 的; 返回遮盖后的号码 */
  bindPhone: Scalars['String']['output'];
  /** 并案: 与另一件工单 (及已与它并案的) 合为同一事项; 热线人员 */
  joinFamily: Ticket;
  /** 撤销并案: 合并两个同一事项而来的, 一起退回原来的同一事项; 热线人员 */
  leaveFamily: Ticket;
  /** 不是同一件: 这一件和已与它并案的都不再建议; 热线人员 */
  keepApart: Ticket;
  /** 让机器人再处理一次放在一边的消息 */
  hearAgain: Scalars['Boolean']['output'];
  /** 提交诉求 (市民) */
  submitRequest: SubmittedRequest;
  /** 由感知信号开出工单; 该工单办结之前再开得到同一件 */
  openTicketFromSignal: Ticket;
  /** 工作人员登录 */
  loginStaff: StaffSession;
  /** 回答回访 (市民) */
  answerSurvey: SurveyResult;
  /** 催办 (市民登录后, 自己的工单); 同一标识重试只算一次 */
  urgeTicket: CitizenActResult;
  /** 补充材料 (市民登录后); 内容至多 2000 字, 内容和地点至少给一样 */
  supplementTicket: CitizenActResult;
  /** 撤回 (市民登录后); 承办单位答复之前 */
  withdrawTicket: CitizenActResult;
  /**
   * 更正或确认一项推导 (热线工作人员)。value: 类型、紧急程度、民生层级的代码; 分类路径; 街道编号、街道编号/社区或点位, 或区编号。
   * 承办单位签收之前, 时限和承办单位随之调整
   */
  correctTicket: Ticket;
  /** 查看工单里的个人信息: 须说明用途, 留下记录; 看到哪几类由岗位决定 */
  revealPersonal: Revealed;
  /** 签收 */
  signTicket: Ticket;
  /** 回复市民; 检查不通过 (不能发) 时拒绝, 允许时写明理由 (5 至 200 字) 仍可发出 */
  replyTicket: Ticket;
  /** 办结, 随后回访 */
  closeTicket: Ticket;
};


export type MutationNoteVerifiedArgs = {
  number: Scalars['ID']['input'];
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationNoteCalledBackArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLoginMiniProgramArgs = {
  code: Scalars['String']['input'];
};


export type MutationBindPhoneArgs = {
  code: Scalars['String']['input'];
};


export type MutationJoinFamilyArgs = {
  number: Scalars['ID']['input'];
  with: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationLeaveFamilyArgs = {
  number: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationKeepApartArgs = {
  number: Scalars['ID']['input'];
  other: Scalars['ID']['input'];
};


export type MutationHearAgainArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSubmitRequestArgs = {
  input: RequestInput;
};


export type MutationOpenTicketFromSignalArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLoginStaffArgs = {
  username: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


export type MutationAnswerSurveyArgs = {
  input: SurveyAnswerInput;
};


export type MutationUrgeTicketArgs = {
  number: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationSupplementTicketArgs = {
  number: Scalars['ID']['input'];
  text?: InputMaybe<Scalars['String']['input']>;
  point?: InputMaybe<PointInput>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationWithdrawTicketArgs = {
  number: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCorrectTicketArgs = {
  number: Scalars['ID']['input'];
  field: CorrectedField;
  value: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationRevealPersonalArgs = {
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationSignTicketArgs = {
  number: Scalars['ID']['input'];
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationReplyTicketArgs = {
  number: Scalars['ID']['input'];
  text: Scalars['String']['input'];
  revision?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCloseTicketArgs = {
  number: Scalars['ID']['input'];
  revision?: InputMaybe<Scalars['Int']['input']>;
};

export type Subscription = {
  /** 工单变更; 不给工单号时为所有可见工单 */
  ticketChanged: Ticket;
};


export type SubscriptionTicketChangedArgs = {
  number?: InputMaybe<Scalars['ID']['input']>;
};

/** 翻页 */
export type PageInfo = {
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** 一个单位的三率 */
export type UnitScore = {
  organ: OrganRef;
  peerGroup: Scalars['String']['output'];
  /** 受理量 */
  accepted: Scalars['Int']['output'];
  /** 有效回访量 */
  validSurveys: Scalars['Int']['output'];
  /** 响应率 0..1; 无有效回访时为空 */
  responseRate?: Maybe<Scalars['Float']['output']>;
  /** 解决率 0..1 */
  resolutionRate?: Maybe<Scalars['Float']['output']>;
  /** 满意率 0..1 */
  satisfactionRate?: Maybe<Scalars['Float']['output']>;
  /** 综合成绩 0..100 */
  score?: Maybe<Scalars['Float']['output']>;
  /** 同组名次; 回访不足时不排名 */
  rank?: Maybe<Scalars['Int']['output']>;
};

export type Assessment = {
  /** 考核期, 如 2026-11 (上月19日至本月18日) */
  period: Scalars['String']['output'];
  from: Scalars['DateTime']['output'];
  to: Scalars['DateTime']['output'];
  units: Array<UnitScore>;
};

/** 通话的去向 */
export type CallState =
  /** 等待转写 */
  | 'OPEN'
  /** 已成诉求 */
  | 'REQUEST'
  /** 未转写, 已建单请回拨 */
  | 'UNHEARD'
  /** 回访、回拨或内部通话, 不另建工单 */
  | 'FOLLOW_UP'
  /** 未说话即挂断 */
  | 'DROPPED'
  /** 已回拨 */
  | 'CALLED_BACK';

/** 通话中的一句 */
export type CallUtterance = {
  /** citizen 市民, agent 坐席, system 语音提示, unknown 未分辨 */
  speaker: Scalars['String']['output'];
  /** 个人信息已遮盖 */
  text: Scalars['String']['output'];
  /** 距通话开始的毫秒数 */
  offsetMs?: Maybe<Scalars['Int']['output']>;
  /** 识别的把握, 0..1 */
  confidence?: Maybe<Scalars['Float']['output']>;
  /** 把握太低, 需要核实 */
  unsure: Scalars['Boolean']['output'];
};

/** 一次热线通话 */
export type Call = {
  id: Scalars['ID']['output'];
  /** 呼叫中心 */
  centre: Scalars['String']['output'];
  state: CallState;
  startedAt: Scalars['DateTime']['output'];
  /** 号码 (中间几位已遮盖); 未知或隐藏时为空 */
  number?: Maybe<Scalars['String']['output']>;
  /** 可回拨的完整号码; 只给可以办理的岗位 */
  callbackNumber?: Maybe<Scalars['String']['output']>;
  /** answered 接通, voicemail 留言, abandoned 未接通 */
  outcome?: Maybe<Scalars['String']['output']>;
  /** 语音导航中的按键 */
  keys?: Maybe<Scalars['String']['output']>;
  /** 话后评价按键的含义 */
  surveyAnswer?: Maybe<Scalars['String']['output']>;
  /** 录音地址 */
  recordings: Array<Scalars['String']['output']>;
  transcript: Array<CallUtterance>;
  calledBackBy?: Maybe<Scalars['String']['output']>;
};

/** 工单 */
export type Ticket = {
  /** 与这件工单有关的通话, 按时间先后 */
  calls: Array<Call>;
  /** 没听清、需要向市民核实的内容: place 地点, phone 电话 */
  toVerify: Array<Scalars['String']['output']>;
  /** 标题 (个人信息已遮盖) */
  title?: Maybe<Scalars['String']['output']>;
  /** 标签 */
  tags: Array<Scalars['String']['output']>;
  /** 企业名称 */
  company?: Maybe<Scalars['String']['output']>;
  role?: Maybe<TicketRole>;
  /** 办理结果 */
  outcome?: Maybe<Scalars['String']['output']>;
  /** 从其他系统导入的历史工单: 照常统计, 不再派单、告知和回访 */
  imported?: Maybe<ImportedFrom>;
  /** 同一事项有几件, 列表用; 没有并案时为空 (工作人员) */
  caseCount?: Maybe<CaseCount>;
  /** 并入的同一事项 (工作人员) */
  family?: Maybe<CaseFamily>;
  /** 可能是同一事项、尚未并案的工单, 把握大的在前; 已并案的只列最像的一件 (工作人员) */
  similar: Array<SimilarTicket>;
  /** 发给市民的消息, 按时间先后 */
  notices: Array<NoticeRecord>;
  /** 计入考核的一轮回访; 尚无完整一轮时为正在回答的一轮 */
  survey?: Maybe<SurveyResult>;
  /** 附件, 按收到的先后 */
  attachments: Array<Attachment>;
  /** 催办, 按时间先后; 24 小时内至多计一次 */
  urges: Array<Urge>;
  supplements: Array<Supplement>;
  /** 市民要求人工, 等热线回电 */
  needsHuman: Scalars['Boolean']['output'];
  withdrawn?: Maybe<Withdrawal>;
  /** 摘要, 由语言模型整理 (个人信息已遮盖); 没有配置语言模型时为空 */
  summary?: Maybe<Scalars['String']['output']>;
  /** 人工更正, 按时间先后; 推导的值仍在 derived */
  corrections: Array<Correction>;
  /** 分类没有把握, 待人工分类 */
  needsReview: Scalars['Boolean']['output'];
  /** 待人工分类时, 最可能的三类, 可能性大的在前; 否则为空 */
  likely: Array<Guess>;
  /** 各项推导的方法、版本与把握 */
  derived: Array<Derivation>;
  /** 答复发出时的检查 (仅工作人员) */
  replyCheck?: Maybe<ReplyCheck>;
  /** 谁查看过个人信息; 只有督办员和管理员看得到 */
  reveals: Array<Reveal>;
  /** 受理时的情绪; 早先的工单没有 */
  sentiment?: Maybe<Sentiment>;
  /** 后来的催办或补充中情绪升级的理由, 最近一次; 没有升级时为空 */
  escalated?: Maybe<Scalars['String']['output']>;
  number: Scalars['ID']['output'];
  state: TicketState;
  kind: RequestKind;
  category: Category;
  tier: LivelihoodTier;
  /** 为何归入这一级 */
  tierWhy: Scalars['String']['output'];
  urgency: Urgency;
  /** 七有五性 */
  pledges: Array<Pledge>;
  /** 为什么先办或后办 */
  workOrder: WorkOrder;
  channel: Scalars['String']['output'];
  /** 诉求来自哪个网站的表单 */
  site?: Maybe<Scalars['String']['output']>;
  /** 市民原话 (个人信息已遮盖) */
  text: Scalars['String']['output'];
  /** 公开发言 (微博 @) 的地址, 仅工作人员可见; 不进导出 */
  publicUrl?: Maybe<Scalars['String']['output']>;
  place: Place;
  organ?: Maybe<OrganRef>;
  /** 派单理由, 一步一句 */
  dispatchReasons: Array<Scalars['String']['output']>;
  evidence: Array<Evidence>;
  clock: TicketClock;
  timeline: Array<TimelineEntry>;
  reply?: Maybe<Scalars['String']['output']>;
  /** 重办次数 */
  reopened: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** 每次变更加一 */
  revision: Scalars['Int']['output'];
};


/** 工单 */
export type TicketSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type CitizenSession = {
  token: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
};

/** 事项分类树的一个节点 */
export type CategoryNode = {
  name: Scalars['String']['output'];
  /** 一级、一级/二级 或 一级/二级/三级 */
  path: Scalars['ID']['output'];
  /** 这一类事项通常属于哪一级民生; 只在二级上有 */
  tier?: Maybe<LivelihoodTier>;
  children: Array<CategoryNode>;
};

/** 工单性质: 承办单位在这件工单中的角色 */
export type TicketRole =
  /** 主办 */
  | 'LEAD'
  /** 协办 */
  | 'ASSIST'
  /** 转办 */
  | 'HAND_OVER';

/** 历史工单的出处 */
export type ImportedFrom = {
  /** 文件内容的 SHA-256 */
  file: Scalars['ID']['output'];
  /** 文件中的行号 */
  row: Scalars['Int']['output'];
  at: Scalars['DateTime']['output'];
};

/** 同一事项有几件 */
export type CaseCount = {
  /** 并案的工单 */
  count: Scalars['Int']['output'];
  /** 其中这位市民就此反映了几次 (×N) */
  repeats: Scalars['Int']['output'];
};

/** 并案的由来 */
export type JoinedHow =
  /** 重复提交: 同一市民, 文字相同或相近 */
  | 'RESUBMISSION'
  /** 再次反映: 同一市民, 同一事项 */
  | 'REPEAT'
  /** 同一事件: 多人反映 */
  | 'SAME_INCIDENT'
  /** 工作人员并案 */
  | 'BY_STAFF';

/** 同一事项中的一件工单 */
export type FamilyMember = {
  number: Scalars['ID']['output'];
  /** 不归您看的工单为空 */
  ticket?: Maybe<Ticket>;
  joinedAt: Scalars['DateTime']['output'];
  how: JoinedHow;
  /** 谁并的; 自动并案的为空 */
  by?: Maybe<Scalars['String']['output']>;
  /** 0..1, 自动并案的把握 */
  score?: Maybe<Scalars['Float']['output']>;
  /** 并案的理由, 一条一句 */
  why: Array<Scalars['String']['output']>;
  /** 与所查工单是否同一市民 */
  samePerson: Scalars['Boolean']['output'];
};

/** 同一事项: 并案跟踪的工单, 各自保留轨迹, 可以撤销 */
export type CaseFamily = {
  id: Scalars['ID']['output'];
  /** 最早的一件 */
  lead: Scalars['ID']['output'];
  /** 共几件 */
  count: Scalars['Int']['output'];
  /** 所查工单的市民就此反映了几次 (×N) */
  repeats: Scalars['Int']['output'];
  /** 现在并案的, 从最早到最新 */
  members: Array<FamilyMember>;
};

/** 可能是同一事项的工单 */
export type SimilarTicket = {
  ticket: Ticket;
  how: JoinedHow;
  /** 0..1 */
  score: Scalars['Float']['output'];
  why: Array<Scalars['String']['output']>;
  /** 它已并入的同一事项有几件 */
  familyCount: Scalars['Int']['output'];
};

export type PointInput = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
};

/** 一条诉求 */
export type RequestInput = {
  /** 诉求内容, 5 至 4000 字 */
  text: Scalars['String']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  /** 联系电话 */
  phone?: InputMaybe<Scalars['String']['input']>;
  address?: InputMaybe<Scalars['String']['input']>;
  /** WGS84 */
  point?: InputMaybe<PointInput>;
  /** 同一请求重试时不变; 同一标识配不同内容时拒绝 */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** POST /uploads 给的回执, 至多 6 个; 须与上传时的 idempotencyKey 相同 */
  attachments?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type SubmittedRequest = {
  number: Scalars['ID']['output'];
  /** 凭此查询进度, 请保存 */
  trackingCode: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** 多次处理失败、放在一边的消息: 后面的消息照常处理 */
export type MessageAside = {
  id: Scalars['ID']['output'];
  channel: Scalars['String']['output'];
  kind: Scalars['String']['output'];
  receivedAt: Scalars['DateTime']['output'];
  /** 放在一边的时间 */
  at: Scalars['DateTime']['output'];
  tries: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
};

/** 知识库条目 */
export type KnowledgeEntry = {
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  /** 常见问法 */
  questions: Array<Scalars['String']['output']>;
  answer: Scalars['String']['output'];
  /** 答复来源 */
  source: Scalars['String']['output'];
  organ: OrganRef;
  /** 最近更新日, YYYY-MM-DD */
  updatedOn: Scalars['String']['output'];
  /** 应复核日, YYYY-MM-DD */
  reviewBy: Scalars['String']['output'];
};

/** 发给市民的一条消息 */
export type NoticeRecord = {
  id: Scalars['ID']['output'];
  /** receipt 受理告知, progress 进度, survey 回访, answer 答复 */
  kind: Scalars['String']['output'];
  text: Scalars['String']['output'];
  state: NoticeState;
  /** 经由: customer-message 客服消息, subscribe-notice 订阅通知 … */
  means?: Maybe<Scalars['String']['output']>;
  at: Scalars['DateTime']['output'];
  /** 没有送到的原因 */
  reason?: Maybe<Scalars['String']['output']>;
};

export type NoticeState =
  /** 待发 */
  | 'PENDING'
  /** 已送达平台 */
  | 'SENT'
  /** 未送达 */
  | 'FAILED'
  /** 暂不能推送: 市民来信后补发, 或查询时可见 */
  | 'HELD';

/** 承办单位的类别 */
export type OrganKind =
  /** 街道 (镇) */
  | 'STREET'
  /** 区政府 */
  | 'DISTRICT'
  /** 市级部门 */
  | 'DEPARTMENT'
  /** 公共服务企业 */
  | 'UTILITY'
  /** 热线中心 */
  | 'HOTLINE';

/** 承办单位 */
export type Organ = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  shortName: Scalars['String']['output'];
  kind: OrganKind;
  /** 考核分组: 街乡镇、区政府、市级部门、公共服务企业、热线 */
  peerGroup: Scalars['String']['output'];
  streetId?: Maybe<Scalars['ID']['output']>;
  districtId?: Maybe<Scalars['ID']['output']>;
};

/** 派单目录的一行: 哪一类事项由谁承办 */
export type Duty = {
  /** 一级、一级/二级 或 一级/二级/三级 */
  category: Scalars['String']['output'];
  /** 承办单位; 属地办理时为空 */
  organ?: Maybe<Organ>;
  /** 依据 */
  note: Scalars['String']['output'];
};

/** 感知信号的状态 */
export type SignalState =
  /** 正在发生 */
  | 'OPEN'
  /** 已恢复 */
  | 'CLEARED';

/** 感知信号的严重程度 */
export type SignalSeverity =
  /** 一般 */
  | 'LOW'
  /** 较重 */
  | 'MEDIUM'
  /** 严重 */
  | 'HIGH';

/** 感知信号: 一个设备的一种异常 */
export type Signal = {
  id: Scalars['ID']['output'];
  /** 设备所属的来源 */
  source: Scalars['String']['output'];
  device: Scalars['String']['output'];
  /** 异常类型, 如 manhole.cover */
  condition: Scalars['String']['output'];
  /** 异常名称, 如 井盖打开 */
  name: Scalars['String']['output'];
  /** 对应的事项分类, 一级/二级/三级 */
  category: Scalars['String']['output'];
  state: SignalState;
  severity: SignalSeverity;
  /** 本次 (或最近一次) 开始的时间 */
  openedAt: Scalars['DateTime']['output'];
  clearedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 本次报告了几次 */
  reports: Scalars['Int']['output'];
  /** 本次反复了几次 */
  flaps: Scalars['Int']['output'];
  /** 一共发生过几次 */
  episodes: Scalars['Int']['output'];
  lastAt: Scalars['DateTime']['output'];
  lastValue?: Maybe<Scalars['Float']['output']>;
  unit?: Maybe<Scalars['String']['output']>;
  place?: Maybe<Place>;
  /** 由它开出的工单号, 最近的在最后 */
  tickets: Array<Scalars['ID']['output']>;
};

export type SignalEdge = {
  cursor: Scalars['String']['output'];
  node: Signal;
};

export type SignalConnection = {
  edges: Array<SignalEdge>;
  pageInfo: PageInfo;
};

export type SignalFilter = {
  /** 不给时为全部 */
  states?: InputMaybe<Array<SignalState>>;
  streetId?: InputMaybe<Scalars['ID']['input']>;
  condition?: InputMaybe<Scalars['String']['input']>;
};

/** 一座城市开始工作前要有的 */
export type FirstNeed =
  /** 工作人员账号 */
  | 'STAFF'
  /** 区和街道 */
  | 'TERRITORY'
  /** 承办单位 */
  | 'ORGANS'
  /** 派单目录 */
  | 'DUTIES'
  /** 节假日和调休 */
  | 'CALENDAR'
  /** 知识库 */
  | 'KNOWLEDGE';

/** 工作人员 */
export type Staff = {
  username: Scalars['String']['output'];
  displayName: Scalars['String']['output'];
  role: StaffRole;
  organ?: Maybe<OrganRef>;
};

export type StaffRole =
  /** 管理员 */
  | 'admin'
  /** 坐席 */
  | 'clerk'
  /** 派单员 */
  | 'dispatcher'
  /** 督办员 */
  | 'supervisor'
  /** 分析员 */
  | 'analyst'
  /** 承办单位经办人 */
  | 'handler';

export type StaffSession = {
  token: Scalars['String']['output'];
  staff: Staff;
  expiresAt: Scalars['DateTime']['output'];
};

/** 回访结果 */
export type SurveyResult = {
  /** 是否联系 */
  contacted?: Maybe<Scalars['Boolean']['output']>;
  solved?: Maybe<Solved>;
  satisfaction?: Maybe<Satisfaction>;
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
};

/** 是否解决 */
export type Solved =
  /** 已解决 */
  | 'SOLVED'
  /** 部分解决 */
  | 'PARTLY'
  /** 未解决 */
  | 'UNSOLVED';

/** 是否满意 */
export type Satisfaction =
  /** 满意 */
  | 'SATISFIED'
  /** 基本满意 */
  | 'BASIC'
  /** 不满意 */
  | 'UNSATISFIED';

export type SurveyQuestion =
  /** 是否解决 */
  | 'solved'
  /** 是否满意 */
  | 'satisfaction';

/** 满意度回访的答案; 两问可以分两次回答 */
export type SurveyAnswerInput = {
  number: Scalars['ID']['input'];
  solved?: InputMaybe<Solved>;
  satisfaction?: InputMaybe<Satisfaction>;
  /** 市民凭查询码或提交时的电话作答; 小程序登录后可不填 */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** 市民可见的工单 */
export type TrackedTicket = {
  /** 现在请市民回答的问题; 不需要时为空 */
  surveyQuestion?: Maybe<SurveyQuestion>;
  survey?: Maybe<SurveyResult>;
  /** 附件, 按收到的先后 */
  attachments: Array<Attachment>;
  number: Scalars['ID']['output'];
  state: TicketState;
  text: Scalars['String']['output'];
  organName?: Maybe<Scalars['String']['output']>;
  dueAt: Scalars['DateTime']['output'];
  reply?: Maybe<Scalars['String']['output']>;
  timeline: Array<TimelineEntry>;
  createdAt: Scalars['DateTime']['output'];
};

/** 街道或镇 */
export type StreetKind =
  /** 街道 */
  | 'STREET'
  /** 镇 */
  | 'TOWN';

/** 一个地理点; 没有另说时是 WGS84 */
export type GeoPoint = {
  latitude: Scalars['Float']['output'];
  longitude: Scalars['Float']['output'];
};

/** 坐标系 */
export type Datum =
  /** GPS */
  | 'WGS84'
  /** 国测局, 国内地图 */
  | 'GCJ_02'
  /** 百度地图 */
  | 'BD_09';

/** 点位: 小区、学校、医院、市场等有名称的地方 */
export type NamedPlace = {
  name: Scalars['String']['output'];
  aliases: Array<Scalars['String']['output']>;
  /** estate 小区, school 学校, hospital 医院, market 市场, park 公园, station 车站, site 工地, office 办公, factory 工厂, landmark 地标 */
  kind: Scalars['String']['output'];
  /** 坐标, 按所要的坐标系给出 */
  point?: Maybe<GeoPoint>;
};


/** 点位: 小区、学校、医院、市场等有名称的地方 */
export type NamedPlacePointArgs = {
  datum?: InputMaybe<Datum>;
};

/** 街道 (镇): 属地 */
export type Street = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  kind: StreetKind;
  district: District;
  /** 常住人口; 不知道时为空 */
  population?: Maybe<Scalars['Int']['output']>;
  /** 社区 (村) 名称 */
  communities: Array<Scalars['String']['output']>;
  /** 道路名称 */
  roads: Array<Scalars['String']['output']>;
  places: Array<NamedPlace>;
  /** 边界, 一圈 [经度, 纬度], WGS84, 首尾不重复; 没有画时为空 */
  boundary: Array<Array<Scalars['Float']['output']>>;
};

/** 区 */
export type District = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** 所在市 */
  city: Scalars['String']['output'];
  /** 常住人口; 不知道时为空 */
  population?: Maybe<Scalars['Int']['output']>;
  streets: Array<Street>;
  /** 外轮廓, 一圈或几圈 [经度, 纬度], WGS84; 街道没有边界时为空 */
  outline: Array<Array<Array<Scalars['Float']['output']>>>;
};

/** 附件: 市民提供的图片、语音或视频; 内容在 /attachments/<id>, 图片另有 /attachments/<id>/thumbnail */
export type Attachment = {
  id: Scalars['ID']['output'];
  /** image voice video */
  type: Scalars['String']['output'];
};

/** 市民的一次催办 */
export type Urge = {
  at: Scalars['DateTime']['output'];
  sentiment?: Maybe<Sentiment>;
  /** 情绪升级的理由; 没有升级时为空 */
  escalated?: Maybe<Scalars['String']['output']>;
};

/** 市民后来补充的话、地点和附件; 更正的地点也在其中 */
export type Supplement = {
  id: Scalars['ID']['output'];
  at: Scalars['DateTime']['output'];
  /** 是更正地点 */
  correctsPlace: Scalars['Boolean']['output'];
  /** 市民原话 (个人信息已遮盖) */
  text?: Maybe<Scalars['String']['output']>;
  /** WGS84 */
  point?: Maybe<Point>;
  /** 一起发来的: image voice video, 每个一项; 内容在工单的附件里 */
  media: Array<Scalars['String']['output']>;
  sentiment?: Maybe<Sentiment>;
  /** 情绪升级的理由; 没有升级时为空 */
  escalated?: Maybe<Scalars['String']['output']>;
};

/** 市民撤回 */
export type Withdrawal = {
  at: Scalars['DateTime']['output'];
  reason?: Maybe<Scalars['String']['output']>;
};

export type CitizenActResult = {
  ticket: TrackedTicket;
  /** 告诉市民的一句话 */
  message: Scalars['String']['output'];
};

/** 可以人工更正的推导 */
export type CorrectedField =
  /** 诉求类型 */
  | 'KIND'
  /** 事项分类 */
  | 'CATEGORY'
  /** 地点 */
  | 'PLACE'
  /** 紧急程度 */
  | 'URGENCY'
  /** 民生层级 */
  | 'TIER';

/** 一次人工更正; 前后相同为确认 */
export type Correction = {
  /** kind category place urgency tier */
  field: Scalars['String']['output'];
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
  /** 同上, 给人看的说法 */
  fromName: Scalars['String']['output'];
  toName: Scalars['String']['output'];
  by: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  why?: Maybe<Scalars['String']['output']>;
};

/** 一项推导是怎么来的: 方法与版本, 把握, 推导出的值; 人工更正不改动它 */
export type Derivation = {
  /** kind 类型, category 分类, urgency 紧急程度, sensitive 紧急敏感, tier 民生层级, pledges 七有五性, place 地点, title 标题, sentiment 情绪, family 并案 */
  field: Scalars['String']['output'];
  /** 方法与版本, 如 rules-1; citizen 为市民自选 */
  by: Scalars['String']['output'];
  /** 置信度, 0..1 */
  confidence?: Maybe<Scalars['Float']['output']>;
  /** 推导出的值: 代码、分类路径或街道编号 */
  value?: Maybe<Scalars['String']['output']>;
  /** 第一级正确时, 分类到第二、三级仍正确的把握; 到哪一级就有几项, 其他字段为空 */
  deeper: Array<Scalars['Float']['output']>;
  /** 还可能是什么, 可能性大的在前 */
  top: Array<Guess>;
};

/** 一个可能的值 */
export type Guess = {
  value: Scalars['String']['output'];
  /** 0..1 */
  confidence?: Maybe<Scalars['Float']['output']>;
};

/** 一个月里人工与推导的符合程度 */
export type Drift = {
  /** 如 2026-11, 按受理时间 */
  month: Scalars['String']['output'];
  /** kind category place urgency tier */
  field: Scalars['String']['output'];
  /** 事项分类的第几级, 1 至 3; 上一级已错的不计入下一级; 其他字段为空 */
  level?: Maybe<Scalars['Int']['output']>;
  /** 方法与版本 */
  by: Scalars['String']['output'];
  /** 当月受理的工单数 */
  opened: Scalars['Int']['output'];
  /** 其中人工更正或确认过的 */
  judged: Scalars['Int']['output'];
  corrected: Scalars['Int']['output'];
  /** 人工看过的之中相符的比例, 0..1 */
  agreement: Scalars['Float']['output'];
  /** 最常见的误判 */
  confusion: Array<Confusion>;
  /** 按置信度分段 */
  bins: Array<ConfidenceBin>;
  /** 期望校准误差; 方法不给置信度时为空 */
  calibrationError?: Maybe<Scalars['Float']['output']>;
};

/** 推导为 said, 人工认定为 is */
export type Confusion = {
  said: Scalars['String']['output'];
  is: Scalars['String']['output'];
  /** 同上, 给人看的说法 */
  saidName: Scalars['String']['output'];
  isName: Scalars['String']['output'];
  count: Scalars['Int']['output'];
};

export type ConfidenceBin = {
  from: Scalars['Float']['output'];
  to: Scalars['Float']['output'];
  count: Scalars['Int']['output'];
  /** 平均置信度 */
  confidence: Scalars['Float']['output'];
  /** 相符的比例 */
  agreement: Scalars['Float']['output'];
};

/** 答复检查的结论 */
export type ReplyVerdict =
  /** 可以发 */
  | 'GOOD'
  /** 建议修改 */
  | 'MEND'
  /** 不能发 */
  | 'STOP';

/** 检查的方面 */
export type ReplyAspect =
  /** 是否答到 */
  | 'answers'
  /** 过度承诺 */
  | 'overPromises'
  /** 个人信息 */
  | 'leaks'
  /** 推诿 */
  | 'passesTheBuck'
  /** 依据 */
  | 'citesBasis';

/** 答复或诉求中的一段 (字符位置, 前闭后开) 与理由 */
export type ReplySpan = {
  start: Scalars['Int']['output'];
  end: Scalars['Int']['output'];
  why: Scalars['String']['output'];
};

/** 一个方面的检查结果 */
export type ReplyFinding = {
  aspect: ReplyAspect;
  /** 0..1, 1 为好 */
  score: Scalars['Float']['output'];
  /** 没有要改的 */
  good: Scalars['Boolean']['output'];
  why: Scalars['String']['output'];
  /** 答复中的段落 */
  spans: Array<ReplySpan>;
};

/** 答复检查 (仅工作人员): 发出前看是否答到、过度承诺、泄露个人信息、推诿、有无依据 */
export type ReplyCheck = {
  /** 方法与版本 */
  method: Scalars['String']['output'];
  /** 0..100, 100 为好 */
  score: Scalars['Int']['output'];
  verdict: ReplyVerdict;
  /** 不能发时, 写明理由仍可发出 */
  mayInsist: Scalars['Boolean']['output'];
  findings: Array<ReplyFinding>;
  /** 诉求中还没有答到的问题 */
  unanswered: Array<ReplySpan>;
  /** 检查说不能发而仍发出的理由 */
  reason?: Maybe<Scalars['String']['output']>;
};

/** 个人信息中的一项 */
export type PersonalItem = {
  /** 姓名、手机号、身份证号 … */
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
  /** 市民原话、市民补充、联系方式 或 平台验证 */
  source: Scalars['String']['output'];
};

/** 一次查看到的个人信息 */
export type Revealed = {
  /** 市民原话, 按岗位放开遮盖 */
  text: Scalars['String']['output'];
  items: Array<PersonalItem>;
};

/** 一次查看个人信息的记录, 只增不改 */
export type Reveal = {
  at: Scalars['DateTime']['output'];
  displayName: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** 看到了哪几类, 不含内容 */
  kinds: Array<Scalars['String']['output']>;
};

/** 情绪强度, 由强度的数值分档 */
export type IntensityLevel =
  /** 平和: 低于 0.4 */
  | 'CALM'
  /** 较强: 0.4 起 */
  | 'RAISED'
  /** 强烈: 0.65 起 */
  | 'STRONG';

/** 市民的情绪; 依据见 evidence 中 field 为 intensity 的各段 */
export type Sentiment = {
  /** 0 负面 至 1 正面; 模型学自商品评论和微博, 对诉求只供参考 */
  polarity: Scalars['Float']['output'];
  /** 0 平静陈述 至 1 极为强烈 */
  intensity: Scalars['Float']['output'];
  level: IntensityLevel;
  /** 强度从何看出, 如 反复反映, 扬言升级; 重的在前 */
  signs: Array<Scalars['String']['output']>;
  /** 方法和版本 */
  method: Scalars['String']['output'];
};

/** 工单状态 */
export type TicketState =
  /** 受理 */
  | 'ACCEPTED'
  /** 已派单 */
  | 'DISPATCHED'
  /** 已签收, 办理中 */
  | 'SIGNED'
  /** 已回复, 待办结 */
  | 'REPLIED'
  /** 已办结 */
  | 'CLOSED'
  /** 市民已撤回 */
  | 'WITHDRAWN';

/** 诉求类型 */
export type RequestKind =
  /** 咨询 */
  | 'CONSULTATION'
  /** 求助 */
  | 'HELP'
  /** 投诉 */
  | 'COMPLAINT'
  /** 举报 */
  | 'REPORT'
  /** 建议 */
  | 'SUGGESTION'
  /** 表扬 */
  | 'PRAISE';

/** 紧急程度 */
export type Urgency =
  /** 一般 */
  | 'NORMAL'
  /** 紧急 */
  | 'URGENT'
  /** 突发 */
  | 'EMERGENCY';

/** 四级民生 */
export type LivelihoodTier =
  /** 基础民生 */
  | 'BASIC'
  /** 基本民生 */
  | 'ESSENTIAL'
  /** 发展民生 */
  | 'DEVELOPMENT'
  /** 优质民生 */
  | 'QUALITY';

/** 七有五性 */
export type Pledge =
  /** 幼有所育 */
  | 'RAISED'
  /** 学有所教 */
  | 'TAUGHT'
  /** 劳有所得 */
  | 'PAID'
  /** 病有所医 */
  | 'HEALED'
  /** 老有所养 */
  | 'CARED_FOR'
  /** 住有所居 */
  | 'HOUSED'
  /** 弱有所扶 */
  | 'SUPPORTED'
  /** 便利性 */
  | 'CONVENIENT'
  /** 宜居性 */
  | 'LIVABLE'
  /** 多样性 */
  | 'DIVERSE'
  /** 公正性 */
  | 'FAIR'
  /** 安全性 */
  | 'SAFE';

/** 先办顺序: 办理时限按轻重缓急往前推, 越早越先办 */
export type WorkOrder = {
  /** 往前推之后的时刻; 工单按它排队 */
  at: Scalars['DateTime']['output'];
  /** 为什么排在前面, 一条一句 */
  why: Array<Scalars['String']['output']>;
};

/** 为何这样认定: 原文中的一段 (字符位置, 前闭后开) 与理由 */
export type Evidence = {
  /** kind 类型, category 分类, urgency 紧急程度, sensitive 紧急敏感, tier 民生层级, pledges 七有五性, place 地点, when 时间, who 当事人, contact 联系方式, intensity 情绪强度 */
  field: Scalars['String']['output'];
  start: Scalars['Int']['output'];
  end: Scalars['Int']['output'];
  text: Scalars['String']['output'];
  why: Scalars['String']['output'];
};

/** 事项分类 */
export type Category = {
  l1: Scalars['String']['output'];
  l2?: Maybe<Scalars['String']['output']>;
  l3?: Maybe<Scalars['String']['output']>;
  /** 0..1 */
  confidence: Scalars['Float']['output'];
};

/** 可能所指的街道, 和理由 */
export type StreetCandidate = {
  streetId: Scalars['ID']['output'];
  streetName: Scalars['String']['output'];
  why: Scalars['String']['output'];
};

/** 诉求发生的地方 */
export type Place = {
  districtName?: Maybe<Scalars['String']['output']>;
  streetId?: Maybe<Scalars['ID']['output']>;
  streetName?: Maybe<Scalars['String']['output']>;
  communityName?: Maybe<Scalars['String']['output']>;
  placeName?: Maybe<Scalars['String']['output']>;
  roadName?: Maybe<Scalars['String']['output']>;
  /** 把握 0..1: 0.8 以上可以直接用 */
  confidence?: Maybe<Scalars['Float']['output']>;
  /** 也可能是的街道 */
  candidates?: Maybe<Array<StreetCandidate>>;
  /** WGS84 */
  point?: Maybe<Point>;
};

/** 经纬度 (WGS84) */
export type Point = {
  latitude: Scalars['Float']['output'];
  longitude: Scalars['Float']['output'];
};

/** 承办单位 */
export type OrganRef = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** 工单轨迹中的一步 */
export type TimelineEntry = {
  id: Scalars['ID']['output'];
  at: Scalars['DateTime']['output'];
  /** opened reworded corrected refined dispatched signed replied closed survey-answered reopened urged supplemented withdrawn joined parted */
  event: Scalars['String']['output'];
  /** 对市民可读的一句话 */
  text: Scalars['String']['output'];
  actor?: Maybe<Scalars['String']['output']>;
};

/** 办理时限 */
export type TicketClock = {
  dueAt: Scalars['DateTime']['output'];
  /** 时限的由来 */
  why: Scalars['String']['output'];
  status: ClockStatus;
};

export type ClockStatus =
  /** 正常 */
  | 'ON_TIME'
  /** 临期 */
  | 'APPROACHING'
  /** 超期 */
  | 'OVERDUE'
  /** 已答复, 停止计时 */
  | 'STOPPED';

export type TicketEdge = {
  cursor: Scalars['String']['output'];
  node: Ticket;
};

export type TicketConnection = {
  /** 符合条件的件数, 至多数到 1000 */
  count: Scalars['Int']['output'];
  edges: Array<TicketEdge>;
  pageInfo: PageInfo;
};

export type TicketFilter = {
  states?: InputMaybe<Array<TicketState>>;
  organId?: InputMaybe<Scalars['ID']['input']>;
  streetId?: InputMaybe<Scalars['ID']['input']>;
  l1?: InputMaybe<Scalars['String']['input']>;
  channel?: InputMaybe<Scalars['String']['input']>;
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** 七有五性之一 */
  pledge?: InputMaybe<Pledge>;
  /** 只看等热线回电的 */
  needsHuman?: InputMaybe<Scalars['Boolean']['input']>;
  /** 只看待人工分类的 */
  needsReview?: InputMaybe<Scalars['Boolean']['input']>;
};

export type TicketOrder =
  | 'NEWEST'
  | 'OLDEST'
  | 'DUE_FIRST'
  /** 先办顺序; 不指定状态时只列未答复的 */
  | 'WORK_ORDER';

/** 热点: 许多市民就同一地点、同一事项提出的诉求 */
export type Topic = {
  id: Scalars['ID']['output'];
  /** 标题, 由地点和事项组成 */
  title: Scalars['String']['output'];
  /** 地点 (或所涉的单位、项目); 全市性的事项没有 */
  place?: Maybe<Scalars['String']['output']>;
  /** 事项 */
  matter: Scalars['String']['output'];
  /** 热度: 按人数和时间上的集中程度, 不看点赞; 同一人重复提出不增加 */
  heat: Scalars['Float']['output'];
  /** 工单数 */
  size: Scalars['Int']['output'];
  /** 人数 */
  people: Scalars['Int']['output'];
  /** 人数最多的三十天里有多少人 */
  peak30: Scalars['Int']['output'];
  /** 第一件和最近一件的时间 */
  from: Scalars['DateTime']['output'];
  to: Scalars['DateTime']['output'];
  /** 其中的工单, 最近的在前 */
  tickets: Array<Ticket>;
};


/** 热点: 许多市民就同一地点、同一事项提出的诉求 */
export type TopicTicketsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  UnitScore: ResolverTypeWrapper<UnitScoreSource>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Assessment: ResolverTypeWrapper<Omit<Assessment, 'units'> & { units: Array<ResolversTypes['UnitScore']> }>;
  CallState: CallState;
  CallUtterance: ResolverTypeWrapper<UtteranceSource>;
  Call: ResolverTypeWrapper<OpenedCallSource>;
  Ticket: ResolverTypeWrapper<TicketSource>;
  CitizenSession: ResolverTypeWrapper<CitizenSession>;
  CategoryNode: ResolverTypeWrapper<CategoryNodeSource>;
  TicketRole: TicketRole;
  ImportedFrom: ResolverTypeWrapper<ImportedFrom>;
  CaseCount: ResolverTypeWrapper<CaseCount>;
  JoinedHow: JoinedHow;
  FamilyMember: ResolverTypeWrapper<Omit<FamilyMember, 'ticket'> & { ticket?: Maybe<ResolversTypes['Ticket']> }>;
  CaseFamily: ResolverTypeWrapper<Omit<CaseFamily, 'members'> & { members: Array<ResolversTypes['FamilyMember']> }>;
  SimilarTicket: ResolverTypeWrapper<Omit<SimilarTicket, 'ticket'> & { ticket: ResolversTypes['Ticket'] }>;
  PointInput: PointInput;
  RequestInput: RequestInput;
  SubmittedRequest: ResolverTypeWrapper<SubmittedRequest>;
  MessageAside: ResolverTypeWrapper<MessageAside>;
  KnowledgeEntry: ResolverTypeWrapper<KnowledgeEntrySource>;
  NoticeRecord: ResolverTypeWrapper<NoticeSource>;
  NoticeState: NoticeState;
  OrganKind: OrganKind;
  Organ: ResolverTypeWrapper<OrganSource>;
  Duty: ResolverTypeWrapper<DutySource>;
  SignalState: SignalState;
  SignalSeverity: SignalSeverity;
  Signal: ResolverTypeWrapper<ListedSignalSource>;
  SignalEdge: ResolverTypeWrapper<Omit<SignalEdge, 'node'> & { node: ResolversTypes['Signal'] }>;
  SignalConnection: ResolverTypeWrapper<Omit<SignalConnection, 'edges'> & { edges: Array<ResolversTypes['SignalEdge']> }>;
  SignalFilter: SignalFilter;
  FirstNeed: FirstNeed;
  Staff: ResolverTypeWrapper<StaffIdentitySource>;
  StaffRole: StaffRole;
  StaffSession: ResolverTypeWrapper<Omit<StaffSession, 'staff'> & { staff: ResolversTypes['Staff'] }>;
  SurveyResult: ResolverTypeWrapper<SurveyResult>;
  Solved: Solved;
  Satisfaction: Satisfaction;
  SurveyQuestion: SurveyQuestion;
  SurveyAnswerInput: SurveyAnswerInput;
  TrackedTicket: ResolverTypeWrapper<TicketSource>;
  StreetKind: StreetKind;
  GeoPoint: ResolverTypeWrapper<GeoPoint>;
  Datum: Datum;
  NamedPlace: ResolverTypeWrapper<PlaceSource>;
  Street: ResolverTypeWrapper<StreetSource>;
  District: ResolverTypeWrapper<DistrictSource>;
  Attachment: ResolverTypeWrapper<Attachment>;
  Urge: ResolverTypeWrapper<CitizenActEntrySource>;
  Supplement: ResolverTypeWrapper<CitizenActEntrySource>;
  Withdrawal: ResolverTypeWrapper<CitizenActEntrySource>;
  CitizenActResult: ResolverTypeWrapper<Omit<CitizenActResult, 'ticket'> & { ticket: ResolversTypes['TrackedTicket'] }>;
  CorrectedField: CorrectedField;
  Correction: ResolverTypeWrapper<CorrectionSource>;
  Derivation: ResolverTypeWrapper<Derivation>;
  Guess: ResolverTypeWrapper<Guess>;
  Drift: ResolverTypeWrapper<Drift>;
  Confusion: ResolverTypeWrapper<Confusion>;
  ConfidenceBin: ResolverTypeWrapper<ConfidenceBin>;
  ReplyVerdict: ReplyVerdict;
  ReplyAspect: ReplyAspect;
  ReplySpan: ResolverTypeWrapper<ReplySpan>;
  ReplyFinding: ResolverTypeWrapper<TicketReplyFindingSource>;
  ReplyCheck: ResolverTypeWrapper<TicketReplyCheckSource>;
  PersonalItem: ResolverTypeWrapper<PersonalItem>;
  Revealed: ResolverTypeWrapper<Revealed>;
  Reveal: ResolverTypeWrapper<Reveal>;
  IntensityLevel: IntensityLevel;
  Sentiment: ResolverTypeWrapper<TicketSentimentSource>;
  TicketState: TicketState;
  RequestKind: RequestKind;
  Urgency: Urgency;
  LivelihoodTier: LivelihoodTier;
  Pledge: Pledge;
  WorkOrder: ResolverTypeWrapper<WorkOrder>;
  Evidence: ResolverTypeWrapper<Evidence>;
  Category: ResolverTypeWrapper<Category>;
  StreetCandidate: ResolverTypeWrapper<StreetCandidate>;
  Place: ResolverTypeWrapper<Place>;
  Point: ResolverTypeWrapper<Point>;
  OrganRef: ResolverTypeWrapper<OrganRef>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntry>;
  TicketClock: ResolverTypeWrapper<TicketClock>;
  ClockStatus: ClockStatus;
  TicketEdge: ResolverTypeWrapper<Omit<TicketEdge, 'node'> & { node: ResolversTypes['Ticket'] }>;
  TicketConnection: ResolverTypeWrapper<Omit<TicketConnection, 'edges'> & { edges: Array<ResolversTypes['TicketEdge']> }>;
  TicketFilter: TicketFilter;
  TicketOrder: TicketOrder;
  Topic: ResolverTypeWrapper<ListedTopicSource>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  Subscription: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  UnitScore: UnitScoreSource;
  Float: Scalars['Float']['output'];
  Assessment: Omit<Assessment, 'units'> & { units: Array<ResolversParentTypes['UnitScore']> };
  CallUtterance: UtteranceSource;
  Call: OpenedCallSource;
  Ticket: TicketSource;
  CitizenSession: CitizenSession;
  CategoryNode: CategoryNodeSource;
  ImportedFrom: ImportedFrom;
  CaseCount: CaseCount;
  FamilyMember: Omit<FamilyMember, 'ticket'> & { ticket?: Maybe<ResolversParentTypes['Ticket']> };
  CaseFamily: Omit<CaseFamily, 'members'> & { members: Array<ResolversParentTypes['FamilyMember']> };
  SimilarTicket: Omit<SimilarTicket, 'ticket'> & { ticket: ResolversParentTypes['Ticket'] };
  PointInput: PointInput;
  RequestInput: RequestInput;
  SubmittedRequest: SubmittedRequest;
  MessageAside: MessageAside;
  KnowledgeEntry: KnowledgeEntrySource;
  NoticeRecord: NoticeSource;
  Organ: OrganSource;
  Duty: DutySource;
  Signal: ListedSignalSource;
  SignalEdge: Omit<SignalEdge, 'node'> & { node: ResolversParentTypes['Signal'] };
  SignalConnection: Omit<SignalConnection, 'edges'> & { edges: Array<ResolversParentTypes['SignalEdge']> };
  SignalFilter: SignalFilter;
  Staff: StaffIdentitySource;
  StaffSession: Omit<StaffSession, 'staff'> & { staff: ResolversParentTypes['Staff'] };
  SurveyResult: SurveyResult;
  SurveyAnswerInput: SurveyAnswerInput;
  TrackedTicket: TicketSource;
  GeoPoint: GeoPoint;
  NamedPlace: PlaceSource;
  Street: StreetSource;
  District: DistrictSource;
  Attachment: Attachment;
  Urge: CitizenActEntrySource;
  Supplement: CitizenActEntrySource;
  Withdrawal: CitizenActEntrySource;
  CitizenActResult: Omit<CitizenActResult, 'ticket'> & { ticket: ResolversParentTypes['TrackedTicket'] };
  Correction: CorrectionSource;
  Derivation: Derivation;
  Guess: Guess;
  Drift: Drift;
  Confusion: Confusion;
  ConfidenceBin: ConfidenceBin;
  ReplySpan: ReplySpan;
  ReplyFinding: TicketReplyFindingSource;
  ReplyCheck: TicketReplyCheckSource;
  PersonalItem: PersonalItem;
  Revealed: Revealed;
  Reveal: Reveal;
  Sentiment: TicketSentimentSource;
  WorkOrder: WorkOrder;
  Evidence: Evidence;
  Category: Category;
  StreetCandidate: StreetCandidate;
  Place: Place;
  Point: Point;
  OrganRef: OrganRef;
  TimelineEntry: TimelineEntry;
  TicketClock: TicketClock;
  TicketEdge: Omit<TicketEdge, 'node'> & { node: ResolversParentTypes['Ticket'] };
  TicketConnection: Omit<TicketConnection, 'edges'> & { edges: Array<ResolversParentTypes['TicketEdge']> };
  TicketFilter: TicketFilter;
  Topic: ListedTopicSource;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  assessment?: Resolver<ResolversTypes['Assessment'], ParentType, ContextType, Partial<QueryAssessmentArgs>>;
  droppedCalls?: Resolver<Array<ResolversTypes['Call']>, ParentType, ContextType, RequireFields<QueryDroppedCallsArgs, 'first'>>;
  myPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['CategoryNode']>, ParentType, ContextType>;
  messagesAside?: Resolver<Array<ResolversTypes['MessageAside']>, ParentType, ContextType, RequireFields<QueryMessagesAsideArgs, 'first'>>;
  knowledge?: Resolver<Array<ResolversTypes['KnowledgeEntry']>, ParentType, ContextType, RequireFields<QueryKnowledgeArgs, 'first'>>;
  organs?: Resolver<Array<ResolversTypes['Organ']>, ParentType, ContextType, Partial<QueryOrgansArgs>>;
  duties?: Resolver<Array<ResolversTypes['Duty']>, ParentType, ContextType>;
  signals?: Resolver<ResolversTypes['SignalConnection'], ParentType, ContextType, RequireFields<QuerySignalsArgs, 'first'>>;
  firstNeeds?: Resolver<Array<ResolversTypes['FirstNeed']>, ParentType, ContextType>;
  me?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  districts?: Resolver<Array<ResolversTypes['District']>, ParentType, ContextType>;
  streets?: Resolver<Array<ResolversTypes['Street']>, ParentType, ContextType, Partial<QueryStreetsArgs>>;
  drift?: Resolver<Array<ResolversTypes['Drift']>, ParentType, ContextType, RequireFields<QueryDriftArgs, 'months'>>;
  checkReply?: Resolver<ResolversTypes['ReplyCheck'], ParentType, ContextType, RequireFields<QueryCheckReplyArgs, 'number' | 'text'>>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'number'>>;
  tickets?: Resolver<ResolversTypes['TicketConnection'], ParentType, ContextType, RequireFields<QueryTicketsArgs, 'orderBy' | 'first'>>;
  myTickets?: Resolver<Array<ResolversTypes['TrackedTicket']>, ParentType, ContextType, RequireFields<QueryMyTicketsArgs, 'first'>>;
  trackTicket?: Resolver<Maybe<ResolversTypes['TrackedTicket']>, ParentType, ContextType, RequireFields<QueryTrackTicketArgs, 'number' | 'phone'>>;
  topics?: Resolver<Array<ResolversTypes['Topic']>, ParentType, ContextType, RequireFields<QueryTopicsArgs, 'first'>>;
  topic?: Resolver<Maybe<ResolversTypes['Topic']>, ParentType, ContextType, RequireFields<QueryTopicArgs, 'id'>>;
};

export type MutationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  noteVerified?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationNoteVerifiedArgs, 'number'>>;
  noteCalledBack?: Resolver<ResolversTypes['Call'], ParentType, ContextType, RequireFields<MutationNoteCalledBackArgs, 'id'>>;
  loginMiniProgram?: Resolver<ResolversTypes['CitizenSession'], ParentType, ContextType, RequireFields<MutationLoginMiniProgramArgs, 'code'>>;
  bindPhone?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MutationBindPhoneArgs, 'code'>>;
  joinFamily?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationJoinFamilyArgs, 'number' | 'with' | 'reason'>>;
  leaveFamily?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationLeaveFamilyArgs, 'number' | 'reason'>>;
  keepApart?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationKeepApartArgs, 'number' | 'other'>>;
  hearAgain?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationHearAgainArgs, 'id'>>;
  submitRequest?: Resolver<ResolversTypes['SubmittedRequest'], ParentType, ContextType, RequireFields<MutationSubmitRequestArgs, 'input'>>;
  openTicketFromSignal?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationOpenTicketFromSignalArgs, 'id'>>;
  loginStaff?: Resolver<ResolversTypes['StaffSession'], ParentType, ContextType, RequireFields<MutationLoginStaffArgs, 'username' | 'password'>>;
  answerSurvey?: Resolver<ResolversTypes['SurveyResult'], ParentType, ContextType, RequireFields<MutationAnswerSurveyArgs, 'input'>>;
  urgeTicket?: Resolver<ResolversTypes['CitizenActResult'], ParentType, ContextType, RequireFields<MutationUrgeTicketArgs, 'number' | 'idempotencyKey'>>;
  supplementTicket?: Resolver<ResolversTypes['CitizenActResult'], ParentType, ContextType, RequireFields<MutationSupplementTicketArgs, 'number' | 'idempotencyKey'>>;
  withdrawTicket?: Resolver<ResolversTypes['CitizenActResult'], ParentType, ContextType, RequireFields<MutationWithdrawTicketArgs, 'number' | 'idempotencyKey'>>;
  correctTicket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationCorrectTicketArgs, 'number' | 'field' | 'value'>>;
  revealPersonal?: Resolver<ResolversTypes['Revealed'], ParentType, ContextType, RequireFields<MutationRevealPersonalArgs, 'number' | 'reason'>>;
  signTicket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationSignTicketArgs, 'number'>>;
  replyTicket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationReplyTicketArgs, 'number' | 'text'>>;
  closeTicket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType, RequireFields<MutationCloseTicketArgs, 'number'>>;
};

export type SubscriptionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  ticketChanged?: SubscriptionResolver<ResolversTypes['Ticket'], "ticketChanged", ParentType, ContextType, Partial<SubscriptionTicketChangedArgs>>;
};

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UnitScoreResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['UnitScore'] = ResolversParentTypes['UnitScore']> = {
  organ?: Resolver<ResolversTypes['OrganRef'], ParentType, ContextType>;
  peerGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  validSurveys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  responseRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolutionRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  satisfactionRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AssessmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Assessment'] = ResolversParentTypes['Assessment']> = {
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['UnitScore']>, ParentType, ContextType>;
};

export type CallUtteranceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CallUtterance'] = ResolversParentTypes['CallUtterance']> = {
  speaker?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offsetMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  unsure?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CallResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Call'] = ResolversParentTypes['Call']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  centre?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CallState'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  callbackNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keys?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surveyAnswer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  transcript?: Resolver<Array<ResolversTypes['CallUtterance']>, ParentType, ContextType>;
  calledBackBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket']> = {
  calls?: Resolver<Array<ResolversTypes['Call']>, ParentType, ContextType>;
  toVerify?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['TicketRole']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  imported?: Resolver<Maybe<ResolversTypes['ImportedFrom']>, ParentType, ContextType>;
  caseCount?: Resolver<Maybe<ResolversTypes['CaseCount']>, ParentType, ContextType>;
  family?: Resolver<Maybe<ResolversTypes['CaseFamily']>, ParentType, ContextType>;
  similar?: Resolver<Array<ResolversTypes['SimilarTicket']>, ParentType, ContextType, RequireFields<TicketSimilarArgs, 'first'>>;
  notices?: Resolver<Array<ResolversTypes['NoticeRecord']>, ParentType, ContextType>;
  survey?: Resolver<Maybe<ResolversTypes['SurveyResult']>, ParentType, ContextType>;
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  urges?: Resolver<Array<ResolversTypes['Urge']>, ParentType, ContextType>;
  supplements?: Resolver<Array<ResolversTypes['Supplement']>, ParentType, ContextType>;
  needsHuman?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  needsReview?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  likely?: Resolver<Array<ResolversTypes['Guess']>, ParentType, ContextType>;
  derived?: Resolver<Array<ResolversTypes['Derivation']>, ParentType, ContextType>;
  replyCheck?: Resolver<Maybe<ResolversTypes['ReplyCheck']>, ParentType, ContextType>;
  reveals?: Resolver<Array<ResolversTypes['Reveal']>, ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['Sentiment']>, ParentType, ContextType>;
  escalated?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TicketState'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RequestKind'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['LivelihoodTier'], ParentType, ContextType>;
  tierWhy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgency?: Resolver<ResolversTypes['Urgency'], ParentType, ContextType>;
  pledges?: Resolver<Array<ResolversTypes['Pledge']>, ParentType, ContextType>;
  workOrder?: Resolver<ResolversTypes['WorkOrder'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publicUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  place?: Resolver<ResolversTypes['Place'], ParentType, ContextType>;
  organ?: Resolver<Maybe<ResolversTypes['OrganRef']>, ParentType, ContextType>;
  dispatchReasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['Evidence']>, ParentType, ContextType>;
  clock?: Resolver<ResolversTypes['TicketClock'], ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  reply?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reopened?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CitizenSessionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CitizenSession'] = ResolversParentTypes['CitizenSession']> = {
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CategoryNodeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CategoryNode'] = ResolversParentTypes['CategoryNode']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['LivelihoodTier']>, ParentType, ContextType>;
  children?: Resolver<Array<ResolversTypes['CategoryNode']>, ParentType, ContextType>;
};

export type ImportedFromResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ImportedFrom'] = ResolversParentTypes['ImportedFrom']> = {
  file?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CaseCountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CaseCount'] = ResolversParentTypes['CaseCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  repeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FamilyMemberResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FamilyMember'] = ResolversParentTypes['FamilyMember']> = {
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  how?: Resolver<ResolversTypes['JoinedHow'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  why?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  samePerson?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CaseFamilyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CaseFamily'] = ResolversParentTypes['CaseFamily']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  repeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['FamilyMember']>, ParentType, ContextType>;
};

export type SimilarTicketResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SimilarTicket'] = ResolversParentTypes['SimilarTicket']> = {
  ticket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
  how?: Resolver<ResolversTypes['JoinedHow'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  why?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  familyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubmittedRequestResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SubmittedRequest'] = ResolversParentTypes['SubmittedRequest']> = {
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  trackingCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MessageAsideResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MessageAside'] = ResolversParentTypes['MessageAside']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type KnowledgeEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['KnowledgeEntry'] = ResolversParentTypes['KnowledgeEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  questions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organ?: Resolver<ResolversTypes['OrganRef'], ParentType, ContextType>;
  updatedOn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reviewBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NoticeRecordResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['NoticeRecord'] = ResolversParentTypes['NoticeRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['NoticeState'], ParentType, ContextType>;
  means?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrganResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Organ'] = ResolversParentTypes['Organ']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shortName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrganKind'], ParentType, ContextType>;
  peerGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  streetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  districtId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DutyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Duty'] = ResolversParentTypes['Duty']> = {
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organ?: Resolver<Maybe<ResolversTypes['Organ']>, ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SignalResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Signal'] = ResolversParentTypes['Signal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SignalState'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SignalSeverity'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  clearedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reports?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flaps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  episodes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastValue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['Place']>, ParentType, ContextType>;
  tickets?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SignalEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SignalEdge'] = ResolversParentTypes['SignalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Signal'], ParentType, ContextType>;
};

export type SignalConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SignalConnection'] = ResolversParentTypes['SignalConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SignalEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StaffResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Staff'] = ResolversParentTypes['Staff']> = {
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['StaffRole'], ParentType, ContextType>;
  organ?: Resolver<Maybe<ResolversTypes['OrganRef']>, ParentType, ContextType>;
};

export type StaffSessionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['StaffSession'] = ResolversParentTypes['StaffSession']> = {
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staff?: Resolver<ResolversTypes['Staff'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SurveyResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SurveyResult'] = ResolversParentTypes['SurveyResult']> = {
  contacted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  solved?: Resolver<Maybe<ResolversTypes['Solved']>, ParentType, ContextType>;
  satisfaction?: Resolver<Maybe<ResolversTypes['Satisfaction']>, ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type TrackedTicketResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TrackedTicket'] = ResolversParentTypes['TrackedTicket']> = {
  surveyQuestion?: Resolver<Maybe<ResolversTypes['SurveyQuestion']>, ParentType, ContextType>;
  survey?: Resolver<Maybe<ResolversTypes['SurveyResult']>, ParentType, ContextType>;
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TicketState'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reply?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type GeoPointResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['GeoPoint'] = ResolversParentTypes['GeoPoint']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type NamedPlaceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['NamedPlace'] = ResolversParentTypes['NamedPlace']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  point?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType, RequireFields<NamedPlacePointArgs, 'datum'>>;
};

export type StreetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Street'] = ResolversParentTypes['Street']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StreetKind'], ParentType, ContextType>;
  district?: Resolver<ResolversTypes['District'], ParentType, ContextType>;
  population?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  communities?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  roads?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  places?: Resolver<Array<ResolversTypes['NamedPlace']>, ParentType, ContextType>;
  boundary?: Resolver<Array<Array<ResolversTypes['Float']>>, ParentType, ContextType>;
};

export type DistrictResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['District'] = ResolversParentTypes['District']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  population?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  streets?: Resolver<Array<ResolversTypes['Street']>, ParentType, ContextType>;
  outline?: Resolver<Array<Array<Array<ResolversTypes['Float']>>>, ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UrgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Urge'] = ResolversParentTypes['Urge']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['Sentiment']>, ParentType, ContextType>;
  escalated?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SupplementResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Supplement'] = ResolversParentTypes['Supplement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  correctsPlace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  point?: Resolver<Maybe<ResolversTypes['Point']>, ParentType, ContextType>;
  media?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['Sentiment']>, ParentType, ContextType>;
  escalated?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CitizenActResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CitizenActResult'] = ResolversParentTypes['CitizenActResult']> = {
  ticket?: Resolver<ResolversTypes['TrackedTicket'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  why?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DerivationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Derivation'] = ResolversParentTypes['Derivation']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deeper?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  top?: Resolver<Array<ResolversTypes['Guess']>, ParentType, ContextType>;
};

export type GuessResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Guess'] = ResolversParentTypes['Guess']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type DriftResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Drift'] = ResolversParentTypes['Drift']> = {
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opened?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  judged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  corrected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  confusion?: Resolver<Array<ResolversTypes['Confusion']>, ParentType, ContextType>;
  bins?: Resolver<Array<ResolversTypes['ConfidenceBin']>, ParentType, ContextType>;
  calibrationError?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ConfusionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Confusion'] = ResolversParentTypes['Confusion']> = {
  said?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  is?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  saidName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConfidenceBinResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ConfidenceBin'] = ResolversParentTypes['ConfidenceBin']> = {
  from?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ReplySpanResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReplySpan'] = ResolversParentTypes['ReplySpan']> = {
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReplyFindingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReplyFinding'] = ResolversParentTypes['ReplyFinding']> = {
  aspect?: Resolver<ResolversTypes['ReplyAspect'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  good?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  spans?: Resolver<Array<ResolversTypes['ReplySpan']>, ParentType, ContextType>;
};

export type ReplyCheckResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReplyCheck'] = ResolversParentTypes['ReplyCheck']> = {
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['ReplyVerdict'], ParentType, ContextType>;
  mayInsist?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['ReplyFinding']>, ParentType, ContextType>;
  unanswered?: Resolver<Array<ResolversTypes['ReplySpan']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonalItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PersonalItem'] = ResolversParentTypes['PersonalItem']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RevealedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Revealed'] = ResolversParentTypes['Revealed']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['PersonalItem']>, ParentType, ContextType>;
};

export type RevealResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Reveal'] = ResolversParentTypes['Reveal']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SentimentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Sentiment'] = ResolversParentTypes['Sentiment']> = {
  polarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  intensity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['IntensityLevel'], ParentType, ContextType>;
  signs?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WorkOrderResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkOrder'] = ResolversParentTypes['WorkOrder']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  why?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  l1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  l2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  l3?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type StreetCandidateResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['StreetCandidate'] = ResolversParentTypes['StreetCandidate']> = {
  streetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  streetName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlaceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Place'] = ResolversParentTypes['Place']> = {
  districtName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  streetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  streetName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  communityName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  placeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roadName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  candidates?: Resolver<Maybe<Array<ResolversTypes['StreetCandidate']>>, ParentType, ContextType>;
  point?: Resolver<Maybe<ResolversTypes['Point']>, ParentType, ContextType>;
};

export type PointResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Point'] = ResolversParentTypes['Point']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OrganRefResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['OrganRef'] = ResolversParentTypes['OrganRef']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketClockResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TicketClock'] = ResolversParentTypes['TicketClock']> = {
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ClockStatus'], ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
};

export type TicketConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TopicResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Topic'] = ResolversParentTypes['Topic']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  peak30?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tickets?: Resolver<Array<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<TopicTicketsArgs, 'first'>>;
};

export type Resolvers<ContextType = GraphContext> = {
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  UnitScore?: UnitScoreResolvers<ContextType>;
  Assessment?: AssessmentResolvers<ContextType>;
  CallUtterance?: CallUtteranceResolvers<ContextType>;
  Call?: CallResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  CitizenSession?: CitizenSessionResolvers<ContextType>;
  CategoryNode?: CategoryNodeResolvers<ContextType>;
  ImportedFrom?: ImportedFromResolvers<ContextType>;
  CaseCount?: CaseCountResolvers<ContextType>;
  FamilyMember?: FamilyMemberResolvers<ContextType>;
  CaseFamily?: CaseFamilyResolvers<ContextType>;
  SimilarTicket?: SimilarTicketResolvers<ContextType>;
  SubmittedRequest?: SubmittedRequestResolvers<ContextType>;
  MessageAside?: MessageAsideResolvers<ContextType>;
  KnowledgeEntry?: KnowledgeEntryResolvers<ContextType>;
  NoticeRecord?: NoticeRecordResolvers<ContextType>;
  Organ?: OrganResolvers<ContextType>;
  Duty?: DutyResolvers<ContextType>;
  Signal?: SignalResolvers<ContextType>;
  SignalEdge?: SignalEdgeResolvers<ContextType>;
  SignalConnection?: SignalConnectionResolvers<ContextType>;
  Staff?: StaffResolvers<ContextType>;
  StaffSession?: StaffSessionResolvers<ContextType>;
  SurveyResult?: SurveyResultResolvers<ContextType>;
  TrackedTicket?: TrackedTicketResolvers<ContextType>;
  GeoPoint?: GeoPointResolvers<ContextType>;
  NamedPlace?: NamedPlaceResolvers<ContextType>;
  Street?: StreetResolvers<ContextType>;
  District?: DistrictResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  Urge?: UrgeResolvers<ContextType>;
  Supplement?: SupplementResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
  CitizenActResult?: CitizenActResultResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  Derivation?: DerivationResolvers<ContextType>;
  Guess?: GuessResolvers<ContextType>;
  Drift?: DriftResolvers<ContextType>;
  Confusion?: ConfusionResolvers<ContextType>;
  ConfidenceBin?: ConfidenceBinResolvers<ContextType>;
  ReplySpan?: ReplySpanResolvers<ContextType>;
  ReplyFinding?: ReplyFindingResolvers<ContextType>;
  ReplyCheck?: ReplyCheckResolvers<ContextType>;
  PersonalItem?: PersonalItemResolvers<ContextType>;
  Revealed?: RevealedResolvers<ContextType>;
  Reveal?: RevealResolvers<ContextType>;
  Sentiment?: SentimentResolvers<ContextType>;
  WorkOrder?: WorkOrderResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  StreetCandidate?: StreetCandidateResolvers<ContextType>;
  Place?: PlaceResolvers<ContextType>;
  Point?: PointResolvers<ContextType>;
  OrganRef?: OrganRefResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  TicketClock?: TicketClockResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  Topic?: TopicResolvers<ContextType>;
};


