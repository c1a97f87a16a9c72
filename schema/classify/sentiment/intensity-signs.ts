/** A group of words that show the same feeling. */
export interface IntensitySign {
  /** What the clerk reads: “忍无可忍”情绪激烈. */
  name: string
  /** How much of the distance to 1 one occurrence takes, 0..1; a guard takes none and hides the words inside it. */
  weight: number
  words: string
}

/**
 * What shows how strongly somebody feels, from common usage and our own judgement; weights by what an operator would
 * raise an eyebrow at: one degree word is how people talk, one insult or threat is not. Traditional script is read as
 * simplified before.
 */
export const INTENSITY_SIGNS: readonly IntensitySign[] = [
  {
    name: '绝望求救',
    weight: 0.4,
    words: `
绝望 走投无路 没有活路 没活路 活不下去 活不了 没法活 过不下去 逼死 逼疯 快疯了 要疯了 崩溃 叫天天不应 求求 跪求 救救 救命 救救孩子
心寒 寒心 寒了心 心灰意冷 万念俱灰 以死 想死 生不如死 无路可走 无助 求助无门 投诉无门 申诉无门 告状无门 家破人亡 倾家荡产 血汗钱`,
  },
  {
    name: '情绪激烈',
    weight: 0.35,
    words: `
忍无可忍 无法忍受 不能忍受 忍受不了 受不了 受够 气愤 愤怒 愤慨 气死 气炸 怒火 火大 太过分 太过份 过分至极 欺人太甚 令人发指 岂有此理
无法无天 目无法纪 丧尽天良 伤天害理 天理难容 民愤 公愤 怨声载道 民怨 怨气 恨透 可恨 可恶 可气 恶心 离谱 荒唐 荒谬 可笑 无语 无耻 可耻
太欺负人 欺负老百姓 欺压 霸道 蛮横 嚣张 猖狂 肆无忌惮 明目张胆 变本加厉 恶劣 恶意 坑害 坑人 忽悠人 忽悠老百姓 太坑 黑幕 丑恶`,
  },
  {
    name: '辱骂',
    weight: 0.4,
    words: `
骗子 黑心 无良 无赖 流氓 土匪 强盗 混蛋 王八蛋 畜生 人渣 败类 狗官 贪官 庸官 蛀虫 吸血鬼 不要脸 厚颜无耻 丧良心 没良心 昧良心 缺德 垃圾公司
垃圾物业 垃圾小区 垃圾学校 黑社会 黑恶势力 恶霸 地痞 饭桶 废物 傻逼 他妈 妈的 滚蛋 去死 吃屎 吃干饭`,
  },
  {
    name: '扬言升级',
    weight: 0.35,
    words: `
曝光 找媒体 媒体介入 上电视 发到网上 发网上 发抖音 上热搜 上访 信访 去北京 进京 找中央 中央巡视 巡视组 督导组 纪委 监察委 省长信箱 国务院
起诉 法院见 打官司 告到 告你们 状告 诉诸法律 法律途径 拉横幅 堵路 堵门 静坐 集体维权 集体上访 一起去 闹大 后果自负 承担后果 一切后果
别怪我 投诉到底 追究到底 举报到底 向上级 上级部门反映 更高一级 追究责任 追责 问责`,
  },
  {
    name: '反复反映',
    weight: 0.25,
    words: `
多次反映 多次投诉 多次举报 多次致电 多次打电话 多次拨打 多次沟通 多次协商 多次要求 多次报修 多次联系 多次催 多次向 反复投诉 反复反映 反复打 反复出现
屡次 屡屡 屡教不改 屡禁不止 再三 三番五次 三番两次 一而再 一次次 一次又一次 一遍遍 一遍又一遍 又一次 再次反映 再次投诉 再次举报 再次致电 再次来电
又来投诉 又来反映 还是没有解决 仍未解决 仍然没有 仍没有 至今没有 至今未 至今无 依旧没有 依然没有 还没有解决 一直没有解决 一直没解决 一直未解决
无数次 好多次 很多次 数次 几十次 上百次 跑断腿 打了无数 天天打电话 每天打电话`,
  },
  {
    name: '无人负责',
    weight: 0.25,
    words: `
没人管 没有人管 无人管 没人理 无人理 无人问津 没人处理 无人处理 没人负责 无人负责 没人解决 无人解决 不作为 乱作为 懒政 怠政 推诿 推脱 推卸 扯皮 踢皮球
互相推 推来推去 敷衍 应付了事 糊弄 不了了之 置之不理 置若罔闻 视而不见 视若无睹 充耳不闻 爱理不理 不理不睬 不闻不问 不予理睬 拒不 拒绝处理
一拖再拖 拖着不 一直拖 无限期 迟迟不 迟迟没有 迟迟未 石沉大海 杳无音信 没有下文 没了下文 没有回应 毫无作用 毫无效果 形同虚设 官官相护 包庇 保护伞
不管不顾 装聋作哑 无动于衷 漠视 无视 冷漠 态度差 态度极差 态度恶劣 态度蛮横 态度傲慢 不耐烦 挂电话 挂断电话 拉黑`,
  },
  {
    name: '质问',
    weight: 0.25,
    words: `
难道 凭什么 凭啥 何时是个头 何时才能 什么时候才能 什么时候是个头 到底什么时候 到底管不管 到底有没有 究竟 还有没有 有没有王法 有没有天理 天理何在 王法何在
公理何在 法律何在 良心何在 谁来管 谁能管 谁给的 谁来负责 有谁管 有人管吗 没人管吗 没人管了吗 管不管 就这样吗 就这么 怎么能这样 怎么可以这样 为何不 为什么不
为什么没有 为什么一直 老百姓怎么办 让我们怎么 叫我们怎么 还要等多久 要等到什么时候 要拖到什么时候 是不是要等 非要等 非得`,
  },
  {
    name: '深受其苦',
    weight: 0.2,
    words: `
苦不堪言 苦不可言 痛苦 煎熬 折磨 备受 深受其害 饱受 难以忍受 难以入睡 无法入睡 睡不着 睡不好 彻夜难眠 夜不能寐 整夜 失眠 神经衰弱 精神崩溃 提心吊胆
担惊受怕 胆战心惊 心惊胆战 惶恐 恐慌 害怕 心力交瘁 身心俱疲 筋疲力尽 民不聊生 叫苦不迭 有苦难言 有家不能回 有家难回 没法生活 无法生活 无法正常生活
严重影响 严重扰民 严重损害 严重侵害 严重危害 严重干扰 影响极大 深恶痛绝 苦恼 焦虑 心痛 痛心 伤心 失望 气人 憋屈 委屈 冤枉 无奈`,
  },
  {
    name: '强烈要求',
    weight: 0.2,
    words: `
强烈要求 强烈反对 强烈谴责 强烈抗议 强烈建议 强烈呼吁 坚决反对 坚决要求 坚决抵制 抗议 严惩 严肃处理 严厉打击 严厉查处 必须给 必须马上 必须立即 给个说法
给个交代 讨个说法 讨回公道 还我 还我们 还老百姓 为民做主 主持公道 主持正义 伸张正义 别再 不要再 再不 请立即 立刻停止 立即停止 限期`,
  },
  {
    name: '程度很深',
    weight: 0.12,
    words: `
非常 极其 极度 极为 极大 十分 万分 特别 尤其 格外 异常 相当 实在 简直 根本 完全 绝对 彻底 严重 太吵 太差 太脏 太臭 太乱 太慢 太黑 太难 太多 太大 太久 太让人
太不 太没 太贵 太烂 太恶 太危险 超级 巨大 巨臭 奇臭 恶臭 震耳欲聋 天天 整天 成天 日日夜夜 没日没夜 昼夜 每天都 夜夜 一直 长期 常年 始终 从来没 从来不 从未
永远 到处 处处 满地 遍地 全是 越来越 更加 甚至 竟然 居然 公然 随意 任意 肆意`,
  },
  {
    name: '十分高兴',
    weight: 0.3,
    words: `
感激不尽 万分感谢 由衷感谢 衷心感谢 感动 太感谢 太好了 太棒 太赞 超赞 超级棒 超棒 棒极了 好极了 赞不绝口 点赞 大快人心 喜出望外 爱死 超爱 超喜欢 最爱 太喜欢 非常满意 十分满意
非常喜欢 特别喜欢 非常棒 非常好 特别好 无可挑剔 完美`,
  },
  {
    // Words that look strong and are only polite, or part of another word.
    name: '',
    weight: 0,
    words: `
非常感谢 十分感谢 特别感谢 非常谢谢 非常期待 非常希望 十分钟 十分之 特别是 特别行政 尤其是 异常情况 完全小学 完全中学 根本原因 根本法 严重程度 绝对值 长期护理 长期照护
彻底解决 相当于 一直以来 一直往 一直走 一直到 重要性 恶意欠薪 求助 救命药 救命钱 信访局 信访办 信访件 信访件编号 法院判决 纪委监委网站 起诉离婚 起诉流程 怎么起诉 如何起诉 责任追究
不严重 不太大 不太多 不太难 不太贵 不太久 不会再 随意停 任意时间 永远跟党 天天向上 全是因为 为何不能 请问为什么不 随意门`,
  },
]

/** Before a word they turn it round or make it small: 不是很严重, 没有太多. */
export const SOFTENERS =
  /(?:不是|不算|没有|没那么|不那么|并不|并非|谈不上|未必|不会|不必|不用|无需|不)(?:很|那么|特别|太|非常|十分)?$/

/**
 * English words of strong feeling, for residents who write in English: weight as above, then the words, separated by
 * commas. Long ones win over short ones.
 */
export const ENGLISH_SIGNS: readonly IntensitySign[] = [
  {
    name: '情绪激烈',
    weight: 0.35,
    words:
      'unbearable, unacceptable, outrageous, ridiculous, disgusting, furious, angry, fed up, sick of, shameful, terrible, horrible, awful, nightmare, hate',
  },
  { name: '绝望求救', weight: 0.4, words: 'desperate, hopeless, begging, i beg, at my wits end, going crazy' },
  {
    name: '扬言升级',
    weight: 0.35,
    words: 'lawyer, sue, court, the media, the press, newspaper, embassy, consulate, expose',
  },
  {
    name: '反复反映',
    weight: 0.25,
    words:
      'again and again, over and over, many times, several times, countless times, every single time, still not, still no, once again, for months, for weeks, for years',
  },
  {
    name: '无人负责',
    weight: 0.25,
    words:
      'nobody cares, no one cares, nobody does anything, nothing is done, nothing happens, no response, ignored, ignoring, useless',
  },
  {
    name: '深受其苦',
    weight: 0.2,
    words: 'cannot sleep, can’t sleep, can not sleep, suffering, scared, afraid, worried, painful',
  },
  {
    name: '程度很深',
    weight: 0.12,
    words:
      'very, extremely, absolutely, totally, completely, really, seriously, so loud, so bad, every day, every night, all night',
  },
  {
    name: '十分高兴',
    weight: 0.3,
    words: 'excellent, wonderful, amazing, fantastic, love it, thank you so much, perfect, grateful',
  },
]

/** Which English words tell how it is meant, where a text has no Chinese to learn from. */
export const ENGLISH_POLARITY = {
  good: 'good, great, nice, excellent, wonderful, amazing, fantastic, perfect, love, like, happy, satisfied, thank you, thanks, grateful, helpful, friendly, delicious, recommend',
  bad: 'bad, poor, terrible, horrible, awful, broken, dirty, rude, slow, late, noise, noisy, smell, smelly, stink, unbearable, unacceptable, disgusting, ridiculous, angry, fed up, useless, dangerous, illegal, complain, complaint, problem, worst, hate, disappointed, not good, not working, nobody cares, no response, ignored, leak, leaking',
}
