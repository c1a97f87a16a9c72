import { type NormalText, normalText } from '../text/normal.rules.ts'

/** A sentence of a text without its courtesies: UTF-16 positions in the normal text, end exclusive. */
export interface Passage {
  start: number
  end: number
  text: string
}

/** A text taken apart: what is left of it when courtesies are gone, at the same positions, and its sentences. */
export interface Passages {
  normal: NormalText
  /** The normal text with courtesies blanked out. */
  bare: string
  sentences: Passage[]
}

/**
 * What every official reply says whatever was asked: salutation, receipt, thanks, invitation to call again, signature.
 * Written from the form of such letters; a pattern ends before the clause that may say something.
 */
const COURTESIES: readonly RegExp[] = [
  /^[^,。:;!\n]{0,30}(?:网友|网民|市民|家长|来信人|写信人|先生|女士|同志|朋友)[^,。:;!\n]{0,30}[,:!]/g,
  // A site's user id.
  /^["“'‘]?[a-z]{1,3}\d{4,16}["”'’]?/g,
  /(?:尊敬的|亲爱的)?[^,。:;!\n]{0,16}?[您你]们?好[!,。:~]*/g,
  /(?:关于)?[您你](?:们|所)?(?:反映|提出|反馈|留言|来信|咨询|发布|发表|的|在|于|通过)[^。;!]{0,90}?已?(?:收悉|获悉|已阅|知悉|已阅办)[,。:!]?/g,
  /(?:您的|你的)?(?:留言|来信|来电|帖文|网帖|问题|诉求)(?:我[^,。]{1,6})?已?(?:收悉|收到|阅悉)[,。!]?/g,
  /[^。;!,]{0,50}(?:高度|十分|非常|很|极为)重视[,。]/g,
  /(?:现|特)(?:将|就|对|针对)?[^。:;!]{0,60}?(?:回复|答复|回答|说明|汇报|反馈)(?:[^。:;!]{0,8}如下)?[:。,]/g,
  /(?:衷心|首先|再次|十分|非常|最后|也|,)*(?:感谢|谢谢|多谢)[^。!;]{0,60}[。!;]?/g,
  /[^。!;,]{0,12}(?:祝您|祝你|顺祝)[^。!;]{0,20}[。!;]?/g,
  /(?:敬请|请|恳请|望|希望|也请)?[您你]?(?:给予|予以|多多)?(?:谅解|理解|见谅|包涵)(?:(?:和|与|、)(?:支持|理解|监督))*[。!,]/g,
  /(?:欢迎|敬请)[^。!;]{0,24}(?:监督|关注|意见|建议)[^。!;]{0,12}[。!;]?/g,
  /(?:特此|专此)(?:回复|答复|函复|说明)[。!]?/g,
  /\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?\s*$/g,
]

/** An invitation to come back with more questions is offered, not asked for. */
const COME_BACK =
  /(?:如|若)[^。;!]{0,30}(?:疑问|不满意|意见|建议|不明|不清楚|其他问题|其它问题|相关问题|需要|需求)[^。;!]{0,60}(?:联系|致电|拨打|咨询|反映|来电|指出)[^。;!]{0,60}[。;!]?/g

const blank = (found: string) => ' '.repeat(found.length)

/** Takes a reply or a request apart. */
export function passagesOf(text: string): Passages {
  const normal = normalText(text)
  const bare = [...COURTESIES, COME_BACK].reduce((left, courtesy) => left.replace(courtesy, blank), normal.text)
  return { normal, bare, sentences: sentencesOf(bare) }
}

/** Sentences with at least two characters or digits in them. */
function sentencesOf(bare: string): Passage[] {
  const found: Passage[] = []
  for (const { 0: text, index } of bare.matchAll(/[^。!?;\n]+[。!?;\n]?/g)) {
    if (/[\p{Script=Han}\d]{2}/u.test(text)) found.push({ start: index, end: index + text.length, text })
  }
  return found
}

/** Chinese characters in a text: what it says, without digits and signs. */
export function hanCount(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0
}

/** Greetings and thanks: what is left of a letter that says nothing. */
const GREETING =
  /[您你]们?好|网友|市民|同志|先生|女士|尊敬的?|亲爱的?|非常|十分|衷心|再次|感谢|谢谢|您?的?(?:来信|来电|留言|反映|关注|支持|理解|监督|配合|关心|鼓励|表扬|认可|肯定)|对?我[们局市区县镇]的?工作|祝您?(?:生活|身体|工作)?(?:愉快|健康|顺利)|此致|敬礼|特此(?:回复|答复)|[的和与!]/g

/** Whether a reply has nothing besides greetings, thanks and a date. */
export function saysNothing({ normal }: Passages): boolean {
  const left = normal.text
    .replaceAll(/[“"']?[a-z]{1,3}\d{4,16}[”"']?|\d{4}年\d{1,2}月\d{1,2}日/g, '')
    .replaceAll(GREETING, '')
  return (left.match(/\p{L}/gu)?.length ?? 0) < 2
}

/** Whether a text is mostly in another script: the rules read Chinese. */
export function isForeign({ normal }: Passages): boolean {
  const letters = normal.text.match(/\p{L}/gu)?.length ?? 0
  return letters > 8 && hanCount(normal.text) < letters / 3
}
