/** What the bot says. Plain, short, polite; one question at a time. */
export const TEXTS = {
  welcome: '您好，这里是 12345 热线。请直接说您遇到的问题：什么事、在哪里。我们会记录、转办，并把结果告诉您。',
  tooShort: '请再说详细一点：什么事？在哪里？',
  askPlace: '收到。请问在哪里？说出街道、小区或路口就行，也可以发位置。',
  askPlaceAgain: '还是没听出在哪里。请说街道、小区或路名，例如“建国街道光华路25号”，也可以发位置。',
  askMatter: '收到。请问那里有什么问题？',
  unknownKind: '抱歉，暂时看不懂这类消息。请用文字告诉我们什么事、在哪里。',
  media: '收到。请再用文字说明：什么事？在哪里？这样才能转给负责的单位。',
  voiceUnclear: '抱歉，语音没有听清，请用文字告诉我们什么事、在哪里。',
  human: '需要人工服务请拨打 12345，24 小时有人接听。也可以把事情写在这里，我们照样登记、转办。',
  noTickets: '没有查到您的工单。请直接说您遇到的问题。',
  glad: '很高兴帮到您。还有问题请随时告诉我们。',
  emergency: (number: string) => `如有危险，请立即拨打 ${number}。您的诉求我们同时登记。`,
  answer: (answer: string, source: string) => `${answer}\n（来源：${source}）\n没解决请回复“转工单”。`,
} as const
