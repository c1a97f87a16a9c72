/** Words of abuse, kept short on purpose: who is only angry is not meant. Simplified Chinese and English. */
const ABUSE =
  /傻[逼比叉屄x]|煞笔|[操草艹]你们?(妈的?|娘|大爷|祖宗)?|日你们?(妈|娘|大爷|祖宗)|你(妈|娘)(的|逼|了个)|他妈的?|(?<![我你她爸姥大])妈的|去死吧|王八蛋?|狗(东西|屁|官|日的)|混蛋|滚(蛋|开|出去)?(?=[。！!，,\s]|$)|废物|垃圾(热线|机器人|政府|部门|东西)|饭桶|蠢(货|猪)|脑残|白痴|智障|畜生|不要脸|[sS][bB](?![a-zA-Z])|\b(fuck(ing)?|shit|idiots?|morons?|stupid|bastards?|assholes?)\b/g

/** Words around abuse that say no more than whom it is meant for. */
const AROUND =
  /你们?|我|这(些|个|帮|群)?|那(些|个|帮|群)?|都|就|是|一(群|帮|个)|真|太|全|大|的|了|吗|呢|吧|啊|热线|12345|政府|机器人|客服|部门|人|\b(you|are|all|the|is|this|a|hotline|bot|off|really|so)\b|[\s\p{P}\p{S}]/giu

/** The same words without abuse: what is repeated to its speaker is fit to be read. */
export function politely(words: string): string {
  return words.replaceAll(ABUSE, '').replace(/^[\s，,。！!、]+/, '')
}

/** The words without the abuse in them; undefined when there is none. */
export function withoutAbuse(words: string): string | undefined {
  const rest = words.replaceAll(ABUSE, '')
  return rest === words ? undefined : rest.replaceAll(AROUND, '')
}
