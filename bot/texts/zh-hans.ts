/** What the bot says, in simplified Chinese. Plain, short, polite; one question at a time. */
export const ZH_HANS = {
  welcome: '您好，这里是 12345 热线。请直接说您遇到的问题：什么事、在哪里。我们会记录、转办，并把结果告诉您。',
  publicTaken: '您好，您反映的情况已收到，我们登记转办。为保护您的个人信息，补充情况、查询进展请私信我们。',
  publicAsk: '您好，我们看到了。请私信告诉我们：什么事、在哪里，我们会登记转办。',
  publicEmergency: (number: string) =>
    `如有危险，请立即拨打 ${number}。您反映的情况已收到，我们登记转办；补充情况、查询进展请私信我们。`,
  welcomeTo: (street: string) =>
    `您好，这里是 12345 热线，您扫的是${street}的二维码。请直接说您遇到的问题；如果不在${street}，请说明在哪里。`,
  thanks: '不客气。还有问题请随时告诉我们。',
  tellUs: '请再说详细一点：什么事？在哪里？',
  askPlace: '收到。请问在哪里？说出街道、小区或路口就行，也可以发位置。',
  askPlaceAgain: '还是没听出在哪里。请说街道、小区或路名，例如“建国街道光华路25号”，也可以发位置。',
  askMatter: '收到。请问那里有什么问题？',
  askContact: '请留一个能联系到您的手机号，办理结果好告诉您；不方便也没关系，请回复“不留”。',
  askSpot: '为了尽快找到现场，请再说一下具体位置：街道、小区或路名，也可以发位置。',
  resume: (said: string, lacks: 'matter' | 'place' | 'contact') =>
    `您上次说的“${said}”还没有登记。${{ matter: '请问有什么问题？', place: '请问在哪里？说出街道、小区或路口就行，也可以发位置。', contact: '请留一个能联系到您的手机号，或回复“不留”。' }[lacks]}`,
  givenUp: '抱歉，还是没有听明白。请拨打 12345，24 小时有人接听；也可以过后再把什么事、在哪里写给我们。',
  unknownKind: '抱歉，暂时看不懂这类消息。请用文字告诉我们什么事、在哪里。',
  media: '收到。请再用文字说明：什么事？在哪里？这样才能转给负责的单位。',
  voiceUnclear: '抱歉，语音没有听清，请用文字告诉我们什么事、在哪里。',
  human: (number: string) => `已请热线工作人员与您联系，工单号 ${number}。急事请直接拨打 12345，24 小时有人接听。`,
  noTickets: '没有查到您的工单。请直接说您遇到的问题。',
  glad: '很高兴帮到您。还有问题请随时告诉我们。',
  emergency: (number: string) => `如有危险，请立即拨打 ${number}。您的诉求我们同时登记。`,
  answer: (answer: string, source: string) => `${answer}\n（来源：${source}）\n没解决请回复“转工单”。`,
  statusLine: (number: string, state: string, due: string | undefined, matter: string) =>
    `${number} ${state}${due ? `，${due}前答复您` : ''}：${matter}`,
  urged: (number: string, unit: string) => `已为您催办工单 ${number}，请${unit}尽快办理。`,
  urgedToday: (number: string) => `工单 ${number} 一天内已催办过，承办单位已收到提醒。`,
  urgeWhich: '您有几件工单在办，请回复“催办 工单号”：',
  supplemented: (number: string) => `已补充到工单 ${number}。如果是另一件事，请说明什么事、在哪里。`,
  supplementWhat: (number: string) => `请发文字、图片或位置，我们会补充到工单 ${number}。`,
  supplementClosed: (number: string) => `工单 ${number} 已经结束，不能再补充。如果还有问题，请直接说什么事、在哪里。`,
  withdrawn: (number: string) => `工单 ${number} 已撤回。以后有需要请随时告诉我们。`,
  withdrawTooLate: (number: string) => `工单 ${number} 已有答复或已结束，不能撤回。`,
  withdrawWhich: '您有几件工单在办，请回复“撤回 工单号”：',
  draftDropped: '好的，这件事不登记了。以后有需要请随时告诉我们。',
  corrected: (number: string, place: string) => `已把工单 ${number} 的地点更正为${place}。`,
  correctionNoted: (number: string) => `工单 ${number} 已在办理，您的更正已转告承办单位。`,
  nothingToRate: '没有等您评价的工单。工单办结后我们会请您评价。',
  rated: '已收到您的评价。',
  known: (number: string) => `这件事已登记，工单号 ${number}，不用重复发送。`,
  slowDown: '您发的内容都已记下，请稍候，不用重复发送。',
  calm: '理解您的心情。请说说遇到了什么事、在哪里，我们会登记并转给负责的单位。',
  states: {
    ACCEPTED: '已受理',
    DISPATCHED: '已派单',
    SIGNED: '办理中',
    REPLIED: '已回复',
    CLOSED: '已办结',
    WITHDRAWN: '已撤回',
  } as Readonly<Record<string, string>>,
  theUnit: '承办单位',
}

/** The same sentences in every language. */
export type Texts = typeof ZH_HANS
