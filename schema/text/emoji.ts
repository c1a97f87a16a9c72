/**
 * What emoji say, in the bracketed words that micro-blogs write for the same faces: one line per meaning. In brackets
 * they are signs of mood, not words of the matter. An emoji that is not here says nothing and is dropped.
 */
const MEANINGS = `
[怒] 😠😡🤬👿😤💢🖕
[泪] 😢😭😿🥺🥲
[哈哈] 😀😃😄😁😆😂🤣😹
[嘻嘻] 😊☺😋😺😸😉
[微笑] 🙂🙃
[赞] 👍💯🏆👌
[鼓掌] 👏
[弱] 👎
[爱你] 😍😘🥰🤩😻😚
[心] ❤♥🧡💛💚💙💜💕💖💗
[伤心] 💔😞😔☹🙁😟
[汗] 😓😅
[抓狂] 😫😩😖😣😵
[吐] 🤮🤢
[惊恐] 😱😨😰😧
[失望] 😥😒🙄😑😐
[思考] 🤔
[合十] 🙏
[鲜花] 🌹💐
[庆祝] 🎉🎊
[生病] 😷🤒🤕🤧
[困] 😪😴🥱
[火] 🔥
[求救] 🆘
[警报] 🚨
[刀] 🔪🗡
[炸弹] 💣💥
[骷髅] 💀☠
`

const MEANING_OF: ReadonlyMap<string, string> = new Map(
  MEANINGS.trim()
    .split('\n')
    .flatMap((line) => {
      const [meaning = '', faces = ''] = line.split(' ')
      return Array.from(faces, (face) => [face, meaning] as const)
    }),
)

/** One emoji as it is seen: with skin, joiners and variation, or a flag. */
const EMOJI =
  /(?:\p{Extended_Pictographic}|🆘)(?:[\p{Mn}\p{Me}\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*|\p{Regional_Indicator}{1,2}|\p{Emoji_Modifier}/uy

/** Signs of trade that Unicode counts among the emoji and texts use as letters. */
const NOT_A_FACE = /[©®™‼⁉ℹ↔-⇿㊗㊙]/

/** The emoji that begins at this position: how long it is, and what it says ('' for nothing); undefined where none does. */
export function emojiAt(text: string, at: number): { length: number; meaning: string } | undefined {
  EMOJI.lastIndex = at
  const [found] = EMOJI.exec(text) ?? []
  if (!found || NOT_A_FACE.test(found)) return undefined
  const [face = ''] = found
  return { length: found.length, meaning: MEANING_OF.get(face) ?? '' }
}
