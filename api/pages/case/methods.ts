/** What a method is called before staff; its version is for programs. */
const METHOD_WORDS: Readonly<Record<string, string>> = {
  words: '按词语判断',
  signs: '按词语判断',
  rules: '按规则',
  gazetteer: '按地名库',
  linear: '按训练的模型',
  picked: '市民自选',
  citizen: '市民自选',
  table: '按导入的表格',
}

/** `words-1` → 按词语判断; of `signs-1+model-2` the first. Names that are none of ours are those of models a city trained. */
export function methodWords(by: string): string {
  const [first = by] = by.split('+')
  return METHOD_WORDS[first.replace(/-\d[\w.]*$/, '')] ?? '按训练的模型'
}

/** 2 of `linear-2`; nothing where the name tells none. */
export const versionOf = (by: string): string | undefined => /-(\d[\w.]*)$/.exec(by)?.[1]

/** Whether a person said it, so that nothing was judged. */
export const isSaid = (by: string): boolean => ['picked', 'citizen', 'table'].includes(by)

/** From where on which words; the first bound is that of 有把握 in the glossary. */
const SURENESS = [
  [0.95, '很有把握'],
  [0.8, '较有把握'],
  [0.5, '把握一般'],
  [0, '把握不大'],
] as const

/** How sure a method was, in words. `confidence` is 0..1. */
export function surenessWords(confidence: number): string {
  return SURENESS.find(([least]) => confidence >= least)?.[1] ?? '把握不大'
}

/** 60%, and 不到 1% instead of nothing. `confidence` is 0..1. */
export function percentWords(confidence: number): string {
  const whole = Math.round(confidence * 100)
  return whole === 0 ? '不到 1%' : `${whole}%`
}
