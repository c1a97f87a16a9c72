/** Whose need weighs more, by why it does; words of a line mean the same group. */
const GROUPS: Readonly<Record<string, string>> = {
  老年人:
    '老人 老年人 老母亲 老父亲 老太太 老大爷 老奶奶 老爷爷 高龄 空巢 七十岁 八十岁 九十岁 七旬 八旬 九旬 七十多 八十多 九十多',
  独居无依的人: '独居 孤寡 孤老 留守老人 留守儿童 孤儿 无儿无女',
  残疾人: '残疾 残疾人 轮椅 盲人 聋哑 瘫痪 截瘫 智障 自闭症',
  孕产妇: '孕妇 怀孕 产妇 月子 待产',
  孩子: '婴儿 新生儿 宝宝 幼儿 小孩 孩子 小学生 未成年',
  病人: '病人 癌症 尿毒症 透析 重病 大病 化疗 卧床 呼吸机 精神病 白血病',
  困难群众: '低保 特困 五保 贫困户 困难户 单亲 没钱看病 揭不开锅 无家可归 失业在家',
  被欠薪的劳动者: '农民工 民工 打工的',
}

/** Every word and the group it tells of. */
export const VULNERABLE_WORDS: readonly (readonly [word: string, group: string])[] = Object.entries(GROUPS).flatMap(
  ([group, words]) => words.split(' ').map((word) => [word, group] as const),
)
