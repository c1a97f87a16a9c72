export type UrgencyLevel = 'NORMAL' | 'URGENT' | 'EMERGENCY'

/** Numbers that come before the hotline: 110 police, 119 fire and rescue, 120 ambulance, 122 traffic accidents. */
export type EmergencyCall = '110' | '119' | '120' | '122'

/** 紧急敏感: what daily reports single out, and what staff look for first. */
export type SensitiveFlag =
  | 'WATER'
  | 'POWER'
  | 'GAS'
  | 'HEATING'
  | 'FIRE'
  | 'THREAT'
  | 'SELF_HARM'
  | 'CROWD'
  | 'MINOR'
  | 'FOOD'

export const FLAG_NAMES: Readonly<Record<SensitiveFlag, string>> = {
  WATER: '供水',
  POWER: '供电',
  GAS: '供气',
  HEATING: '供暖',
  FIRE: '消防',
  THREAT: '扬言',
  SELF_HARM: '轻生',
  CROWD: '群体',
  MINOR: '未成年人',
  FOOD: '食品安全',
}

/** A group of words that mean the same degree of danger. `guard` words look dangerous and are not. */
export interface Sign {
  level: UrgencyLevel
  call?: EmergencyCall
  flag?: SensitiveFlag
  guard?: true
  words: string
}

/**
 * Recall comes first: a false alarm costs a call back, a missed one may cost a life. So the bare word counts, and only
 * phrases known to be harmless are taken out.
 */
export const SIGNS: readonly Sign[] = [
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'FIRE',
    words: `
火警 着火 起火 失火 火灾 大火 冒烟 冒黑烟 冒浓烟 浓烟 烧起来 烧着了 火烧 冒火花 打火花 冒火 爆炸 炸了 爆燃 山火`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'GAS',
    words: `
燃气泄漏 燃气泄露 煤气泄漏 煤气泄露 天然气泄漏 天然气泄露 液化气泄漏 燃气漏 煤气漏 天然气漏 液化气漏 闻到燃气 闻到煤气 闻到天然气
煤气味 燃气味 天然气味 液化气味 燃气管被挖 燃气管道被挖 天然气管道被挖 煤气管道被挖 燃气管断`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `
困在电梯 关在电梯 电梯困人 电梯里出不来 被困 困住了 被压在 压在下面 卡在里面 坍塌 倒塌 垮塌 塌方 要塌了 楼塌 房子塌 墙塌 墙倒了 悬在窗外
挂在窗外 掉进井 掉井里 掉进下水道 掉进窨井 掉进坑 掉进了 掉下去了 山体滑坡 泥石流 决堤 溃堤 洪水 落水 掉河里 掉进河 掉水里 掉进水 溺水`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'POWER',
    words: `触电 漏电 电线掉 电线断 电线落地 电线垂到地 高压线断 高压线掉 电缆断 电线被刮 电线刮断 电线被大风刮断 垂到地上 带电 电线杆倒 电线杆要倒`,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    words: `
有人受伤 有人被砸 受了重伤 伤得很重 流血不止 晕倒 昏倒 昏迷 不省人事 没有呼吸 没呼吸 呼吸困难 喘不上气 心脏病发 心梗 脑梗发作 突然中风 大出血 流了很多血 血流 抽搐 叫不醒 喊不醒
一氧化碳中毒 煤气中毒 喝了农药 喝农药 服毒 吃了老鼠药 要生了 羊水破 起不来 站不起来 突然倒地 倒地不起 人倒在 躺在地上 躺在路边 高空坠落
坠楼 砸到人 砸伤 病危`,
  },
  { level: 'EMERGENCY', call: '120', flag: 'FOOD', words: `食物中毒 集体中毒 多人中毒 多人呕吐 学生呕吐 孩子们呕吐` },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `
持刀 拿刀 拿着刀 动刀 砍人 砍伤 捅人 捅伤 杀人 行凶 抢劫 抢我 绑架 劫持 被人打 正在打 在打人 打人了 打起来 打架了 打死 往死里打 殴打
家暴 被老公打 被丈夫打 非法拘禁 被关起来 关着不让走 限制人身自由 入室抢劫 入室盗窃 有人入室 闯进家 闯入家 撬门 砸门 有人跟踪 强奸 猥亵 性侵
老人走丢 老人走失 老人不见 母亲走失 父亲走失 失踪 拐走 被拐 拐卖`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'MINOR',
    words: `
孩子走失 孩子走丢 孩子丢了 孩子不见 小孩走丢 小孩走失 小孩丢了 小孩不见 孩子失联 孩子被打 孩子被抱走 虐待儿童 虐待孩子 虐童 婴儿被扔 弃婴
孩子锁在车 孩子被锁 孩子反锁 小孩反锁`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    words: `
跳楼 跳河 跳江 跳桥 轻生 自杀 自尽 割腕 上吊 不想活 活不下去 活不了了 不活了 想死 去死 一死了之 结束生命 寻短见 遗书 没有活路 了结自己`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    words: `
扬言 同归于尽 报复社会 要拼命 跟你们拼命 跟他们拼 找他们拼命 和他拼命 跟他拼命 杀了他 杀了你 砍死 弄死 炸掉 炸楼 炸政府 放火 泼汽油 汽油桶
制造事端 血债血偿 让你们后悔 别怪我不客气`,
  },
  {
    level: 'EMERGENCY',
    call: '122',
    words: `车祸 撞人了 撞了人 撞到人 被车撞 被撞了 撞伤 撞飞 翻车 连环相撞 肇事逃逸 撞到行人 撞倒行人 撞倒老人 撞倒孩子 被撞倒在地`,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `
停水 没水 没有水 断水 停了水 不来水 没来水 水管爆 爆管 管道爆裂 水管破裂 水管裂 水发黄 水发黑 水浑 黄水 自来水水质 水质发 水质差 水质浑
水质有问题 水质异常 自来水有 水压 水有异味`,
  },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `停电 没电 没有电 断电 停了电 跳闸 电压不稳 变压器坏 配电箱坏 电线垂 电线裸露 线缆垂落 电线老化`,
  },
  { level: 'URGENT', flag: 'GAS', words: `停气 没气 燃气停了 没有天然气 没有燃气 液化气站 燃气管道 燃气胶管` },
  {
    level: 'URGENT',
    flag: 'HEATING',
    words: `
暖气不热 暖气还不热 暖气一直不热 暖气片不热 供暖不热 地暖不热 停暖 没暖气 没有暖气 不供暖 没供暖 还没供暖 暖气冰凉 暖气凉 暖气片冰凉 暖气漏水
暖气管漏 暖气爆 温度不达标 室温 供热故障 供热管道 供暖管道 只有十几度`,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `
火灾隐患 消防隐患 消防通道 安全出口 疏散通道 消防栓 灭火器 飞线充电 电动车上楼 楼道充电 楼道堆 私拉电线 乱拉电线 堵塞消防 电瓶车进电梯
推进电梯 烧秸秆 焚烧秸秆 易燃易爆`,
  },
  {
    level: 'URGENT',
    words: `
井盖丢 井盖缺 井盖没 井盖不见 井盖被 井盖破 井盖塌 没有井盖 没井盖 井盖坏 井盖松 井盖翘 井盖掉 塌陷 地面下沉 大坑 内涝 倒灌 积水很深 水淹
被淹 树倒 要倒 快倒 树枝断 掉下来 脱落 坠落 高空抛物 电梯坏 电梯故障 电梯停运 电梯下坠 电梯突然 危房 危楼 房屋开裂 房屋倾斜 墙体开裂
滑坡 落石 骨折 受伤 摔伤 摔倒 摔了 绊倒 打架 斗殴 威胁 恐吓 被狗咬 狗咬 咬伤 咬人 疯狗 发烧 高烧 救护车 抢救 透析 断药 独居老人 瘫痪
没饭吃 无家可归 露宿 挨冻 冻得 冻病 中毒 呕吐 拉肚子 有毒 剧毒 刺鼻 泄漏 偷排 马蜂窝 毒蛇 有蛇 挖断 中暑 精神病人 无人看护 暴力催收`,
  },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `
集体上访 上访 聚集闹事 聚集了 人员聚集 拉横幅 堵门 堵路 罢工 罢运 罢课 围堵 静坐 示威 游行 几十号人 几十个工人 上百人 几百户 联名
集体维权 群体性 集体讨薪 讨薪`,
  },
  { level: 'URGENT', words: `拖欠工资 欠薪 不发工资 没发工资 血汗钱 工钱不给 拖欠农民工` },
  { level: 'URGENT', flag: 'MINOR', words: `校园欺凌 校园霸凌 霸凌 体罚 打学生 童工 未成年 学生受伤 孩子受伤 孩子摔` },
  { level: 'URGENT', flag: 'FOOD', words: `吃坏 变质 食品安全 过期食品 发霉 地沟油` },
  {
    level: 'NORMAL',
    guard: true,
    words: `
消防演练 消防演习 消防培训 消防知识 消防宣传 火灾保险 预防火灾 防火灾 防溺水 预防溺水 预防煤气中毒 防煤气中毒 电脑中毒 手机中毒 打不着火 点不着火 大火锅
火烧店 火烧饼 信息爆炸 人口爆炸 跳楼价 跳楼机 跳楼甩卖 烟囱冒烟 烟囱冒黑烟 厂冒黑烟 天天冒黑烟 每天冒黑烟 经常冒黑烟 经常冒烟 尾气冒黑烟
车冒黑烟 被困难 落水管 落水口 雨落水 年轻生 狗走失 猫走失 宠物走失 打死也 打死不 消毒 病毒 有毒有害垃圾 没电梯 没有电梯 没电话 没有电话
没有电动 没电脑 没有电脑 没有电子 没水平 没有水平 没有水泥 没有水果 没气质 没气势 炸了锅 油炸了 上吊顶 停暖手续 停暖申请 申请停暖 带电梯 带电子 带电动 带电脑
河道水质 河水水质 湖水水质 抢救室`,
  },
]

/** People whose need weighs more: with them an ordinary matter becomes one of the floor. */
export const VULNERABLE = `
老人 老年人 老母亲 老父亲 老太太 老大爷 高龄 独居 孤寡 残疾 残疾人 轮椅 盲人 瘫痪 孕妇 婴儿 新生儿 宝宝 幼儿 小孩 孩子 病人 癌症 尿毒症
透析 低保 特困 五保 贫困户 农民工`
