import type { Sign } from '../signs.ts'

/** Anybody to whom something may happen. */
const SOMEBODY = `
人 我 他 她 孩子 小孩 娃 老人 老太 老头 老汉 大爷 大妈 大叔 大姐 大哥 阿姨 奶奶 爷爷 姥姥 姥爷 外婆 外公 婆婆 公公 妈 爸 爹 娘 媳妇 学生 同学 工人 工友 民工 男孩 女孩 女孩子 小伙 姑娘 男子 女子 女的 男的 邻居 妻子 老婆 老公 丈夫 儿子
女儿 师傅 同事 朋友 司机 乘客 路人 行人 保安 保洁 环卫工 快递员 外卖员 外卖小哥 小哥 服务员 骑手 游客 驴友 业主 住户 租客 叔 舅 姨 哥 姐 弟 妹 宝宝 婴儿 孕妇`

/** 一岁 to 十七岁, in both ways of writing. */
const AGES = Array.from(
  { length: 17 },
  (_, at) => `${at + 1}岁 ${'一二三四五六七八九十'[at] ?? `十${'一二三四五六七'[at - 10] ?? ''}`}岁`,
).join(' ')

const MINORS = `
孩子 小孩 儿童 学生 小学生 中学生 初中生 高中生 娃 娃娃 幼儿 婴儿 宝宝 女儿 儿子 未成年 未成年人 男孩 女孩 小男孩 小女孩 小朋友 小姑娘 外孙 孙子 孙女 侄子 侄女 外甥 两岁 ${AGES}`

/** Danger to life, limb or home, right now: whoever says this is told which number to call first. */
export const DANGER_SIGNS: readonly Sign[] = [
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'FIRE',
    words: `
火警 着火 着大火 着起火 着了火 着起来 起了火 燃起来 燃着了 引着了 火蹿 蹿火 火光 火球 轰的一声 烧起 越烧越 火都 起火 失火 火灾 大火 烧起来 烧着了 烧着 火烧 冒火花 打火花 冒火 冒火星 窜火 火苗 都是火 全是火 一片火海 火海 火势 火很大 火好大 火太大 火特别大 火蛮大 火大得 好大的火 大的火 火很旺 火越来越大 火烧得 明火 火光 自燃 爆炸 炸了 爆燃 山火 走水了
找火了 着伙了 炸开了 点着了 救火啊 快救火 救火呀`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'FIRE',
    daily: true,
    words: `冒烟 冒青烟 冒黑烟 冒浓烟 冒白烟 浓烟 黑烟滚滚 浓烟滚滚`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'FIRE',
    words: `蹿 窜 蹿出 窜出 喷出 冒出 喷着 冒着`,
    near: `火 火苗 火焰 烟火 黑烟 浓烟`,
    within: 2,
    inOrder: true,
  },
  { level: 'EMERGENCY', call: '119', flag: 'FIRE', words: `着了`, near: `风 林子 山 烧 火 烟 草 坟地 快来`, within: 8 },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'GAS',
    words: `
燃气 煤气 天然气 液化气 瓦斯 煤气罐 煤气瓶 液化气罐 气罐 气瓶 燃气管 燃气管道 煤气管 天然气管 燃气表 气表 燃气灶 煤气灶 灶具 煤汽 燃汽 天然汽`,
    near: `
漏 漏气 漏了 泄 泄漏 泄露 卸漏 谢漏 外泄 味 味道 味儿 臭味 异味 气味 臭鸡蛋 闻到 闻着 嘶嘶 嗤嗤 哧哧 呲呲 滋滋 咝咝 刺刺 报警器响 报警器一直 报警器叫 报警器报警 被挖 挖断 挖破 挖漏 断裂
断了 爆 破了 裂了 中毒 没关 喷 跑气 一屋子 满屋 忘关 冒气 往外冒 往外喷 挖到 碰断 呛 洞 口子 戳 铲 压断 砸断 碰坏`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'GAS',
    words: `管道 管子 灶台 厨房`,
    near: `漏气 一股气味 臭鸡蛋`,
    within: 8,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `
困在电梯 关在电梯 电梯困人 电梯里出不来 被困 困住了 被压在 压在下面 卡在里面 出不来了 关在里面 困在里面 人还在里面 还有人在里面 里面还有人 人还没出来 没跑出来 里头有人 坍塌 倒塌 垮塌 塌方 要塌了 楼塌 塌了 房子塌 墙塌 墙倒了 悬在窗外 被埋 埋在下面
挂在窗外 掉进井 掉井里 掉进下水道 掉进窨井 掉进坑 掉进了 掉下去了 挂在外墙 吊在半空 悬在半空 吊在外墙 挂在半空 上下不来 侧翻 压塌 冲走了 卷走了 山体滑坡 泥石流 决堤 溃堤 落水 掉河里 掉进河 掉江里 掉塘里 掉进塘 掉进湖 跳进河 扑腾 掉水里 掉进水 溺水 淹死 快淹到 坠井 救命啊 救命呀 救命! 快救命 喊救命 求救命 [求救]`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `电梯 货梯 扶梯 轿厢 升降机`,
    near: `打不开 停在半空 里头还有 里面还有 里面有人 里头有人 有人 被困 困人 困住 困在 关在 出不来 卡住 卡在 夹住 夹人 夹到 困了 关了 坠落 掉下`,
    within: 8,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: SOMEBODY,
    inOrder: true,
    near: `被困 困在 被埋 埋在 压在 压着 压住 夹住 夹在 卡住 卡在 卡进 拔不出来 掉进 掉到 掉下 摔进 滑进 落水 掉沟里 沉下去 反锁 锁在 淹 冲走 卷走 窒息`,
    within: 5,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `
栽进去 掉进去 摔进去 滑进去 陷进去 没爬出来 没爬上来 没上来 垮下来 塌下来 塌方了 矿难 透水 溃坝 管涌 漫堤 冰窟窿 掉冰 房子要塌 楼要倒 楼歪了 卷进机器 绞进机器 夹进机器 卷进去 绞住 被机器 被雷劈 雷击 被砸在`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `掉到 掉进 掉入 滑到 滑进 滑下 滑入 栽进 栽到 栽下 摔进 摔到 摔下 跌进 跌到 跌下 跌入 坠入 坠下 滚下 滚进 冲进 冲到 冲下 陷进 翻进 翻到 翻下 开进 落进 落入 沉到`,
    near: `河 江 湖 塘 水库 水里 水中 沟 坑 井 化粪池 池子 崖 山下 楼下 桥下 轨道 水渠 渠里 海 冰`,
    within: 3,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    words: `氨气 液氯 毒气 有毒气体 化学品 硫酸 槽罐车 油罐车`,
    near: `泄漏 泄露 外泄 漏了 在漏 爆`,
    within: 6,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'POWER',
    words: `
触电 触了电 漏电 被电 电到 电倒 电晕 电翻 电着了 电了一下 麻手 电线掉 电线断 电线落地 电线垂到地 高压线断 高压线掉 电缆断 电线被刮 电线刮断 电线被大风刮断 垂到地上 带电 电线杆倒 电线杆要倒 电线杆断 电死`,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'POWER',
    words: `电线 电缆 高压线 变压器 配电箱 电箱 电表箱 插座 线路`,
    near: `冒火 冒烟 火花 噼啪 噼里啪啦 爆了 炸 刮断 断落 掉在 掉地 垂下来 滋滋 砸断 落在`,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'POWER',
    words: `停电 没电 断电 停了电 跳闸`,
    near: `呼吸机 吸痰器 制氧机 吸氧 氧气机 监护仪 透析机 生命支持 保温箱`,
    within: 20,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    words: `
有人受伤 有人被砸 受了重伤 重伤 伤得很重 流血不止 晕倒 晕过去 昏倒 昏过去 昏迷 不省人事 没有呼吸 没呼吸 没有知觉 没知觉 没有意识 没意识 失去意识 没反应了 呼吸困难 喘不上气 喘不过气 心脏病发 心脏病犯 心梗 脑梗发作
突然中风 中风了 大出血 流了很多血 流了好多血 一地血 满脸是血 浑身是血 满头是血 血止不住 躺在血里 血泊 嘴歪 眼斜 口眼歪斜 翻白眼 说不出话 不会说话了 动不了了 不喘气 没脉搏 迷糊了 意识不清 神志不清 抽起来 抽过去 抽风 窒息 心绞痛 没有心跳 没心跳 出血了 见红了 肚子疼得厉害 疼得打滚 疼晕 腿断了 胳膊断了 手断了 骨头断 动弹不得 爬不起来 喊不答应 叫不应 喊不应 惊厥 误食 误服 毒蘑菇 吃多了药 药吃多了 冻僵 快饿死 蛇咬 被蛇 蜇了 临产 破水 切断手 压断手 断了手指 多人受伤 好多人受伤 好几个人受伤 几个人受伤 有人伤 死了人 有人死 伤亡惨 心脏骤停 一动不动 跌下来 滚下来 都是血 血流 抽搐 口吐白沫 叫不醒 喊不醒 一氧化碳中毒 煤气中毒 要生了 羊水破 起不来 站不起来 突然倒地 倒地不起 人倒在 高空坠落 坠楼
坠下 砸到人 砸着人 砸中 砸伤 砸死 病危 休克 吐血 噎住 呛住 卡住喉咙 脸色发紫 嘴唇发紫 断了气 快不行了 快死了 要死人了 出人命 烫伤 烧伤 摔下来 中暑晕`,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    words: SOMEBODY,
    inOrder: true,
    near: `晕倒 晕了 晕过去 昏倒 昏了 抽风 抽了 没气 不动了 没动静 没反应 吐血 流血 出血 胸口疼 胸痛 倒在 倒下 倒地 躺在地上 躺在路边 躺在路上 摔下 掉下来 跌下 滚下 坠下 栽下 摔倒起不来 摔伤了腿 压断`,
    within: 5,
  },
  { level: 'EMERGENCY', call: '120', words: `躺在地上 躺在路边` },
  { level: 'EMERGENCY', call: '120', flag: 'FOOD', words: `食物中毒 集体中毒 多人中毒 多人呕吐 学生呕吐 孩子们呕吐` },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'FOOD',
    words: `食堂 饭菜 饭店 餐厅 外卖 午餐 午饭 晚饭 早饭 早餐 晚餐 盒饭 酒席 聚餐 营养餐 吃完 吃了`,
    near: `上吐下泻 中毒 送医 住院 都吐了 呕吐 进医院`,
    within: 16,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `
持枪 人质 持刀 砍刀 抡刀 抡着刀 追砍 追着砍 追着打 拿刀 拿着刀 拿着菜刀 提着刀 动刀 砍人 砍伤 捅人 捅伤 捅了 杀人 行凶 抢劫 抢我 抢包 抢了我 抢走 绑架 劫持 被人打 正在打 在打人 打人了 打起来 打架了 打群架 打死 往死里打 殴打 群殴
家暴 被老公打 被丈夫打 打老婆 打媳妇 打他媳妇 打他老婆 非法拘禁 被关起来 关着不让走 不让我们走 不让走 不让我走 不让我出去 不让出去 逃不出去 逃不出来 被控制 锁在屋里 锁在房间 限制人身自由 入室抢劫 入室盗窃 有人入室 闯进家 闯入家 闯进我 闯入我 闯到我家 冲进我家 冲到我家 撬门 在撬 撬我家 撬锁 撬开 砸门 砸我家门 砸我门 踹门 踹我家门 翻窗进 爬窗进 进贼 有小偷 小偷进 有贼 囚禁 软禁 扣着不让 扣在屋里 扣在房间 扣人 绑起来 绑着 捆起来 有人跟踪 跟踪我 尾随 强奸 强暴 猥亵 性侵 咸猪手 摸我 非礼 泼硫酸 打砸 人贩子 偷孩子 钢管 抢方向盘 可疑包裹 雷管 手榴弹 炸药 引爆
走失 走丢 老人走丢 老人走失 老人不见 母亲走失 父亲走失 拐走 被拐 拐卖 开枪 炸弹`,
  },
  { level: 'EMERGENCY', call: '110', words: SOMEBODY, inOrder: true, near: `失踪 失联 联系不上了`, within: 6 },
  { level: 'EMERGENCY', call: '110', daily: true, words: `持械 斗殴 械斗` },
  {
    level: 'EMERGENCY',
    call: '110',
    inOrder: true,
    words: `他 她 邻居 老公 丈夫 男的 城管 保安 对方 一伙人 有人 酒鬼 醉汉 妈 爸`,
    near: `打我 打她 打他 打伤 打得 在打 打人 打老人 动手打 掐 掐脖子 砍 捅 拿刀 揍`,
    within: 4,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `妈 母亲 爸 父亲 爷爷 奶奶 外婆 外公 老人 老太太 老伴 老头 痴呆 大爷`,
    near: `走丢 走失 走散 没回家 失踪 失联 跑丢 联系不上`,
    within: 16,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `妈 母亲 爸 父亲 爷爷 奶奶 外婆 外公 老人 老太太 老伴 老头`,
    near: `不见了 找不到了 找不着了`,
    within: 2,
    inOrder: true,
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
    flag: 'MINOR',
    words: MINORS,
    inOrder: true,
    near: `走丢 走失 走散 失踪 失联 没回家 离家出走 联系不上 吊起来打 毒打 暴打 往死里打 血印 打得 被打 被打伤 殴打 打伤 虐待 猥亵 性侵 强奸 被抱走 被拐 被绑 锁在车 锁车里 反锁 关在 扔在 遗弃`,
    within: 8,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'MINOR',
    words: `抱走 抢走 拐走 拖走 拉走 带走了 拉上车 拖上车 抱上车`,
    near: MINORS,
    within: 6,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'MINOR',
    words: MINORS,
    near: `不见了 找不到了 找不着了 找不见了`,
    within: 2,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'MINOR',
    standing: true,
    words: `${MINORS} 初一 初二 初三 高一 高二 高三 年级`,
    near: `割腕 割手腕 跳楼 自残 轻生 自杀 寻死 想不开 不想活`,
    within: 12,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'MINOR',
    words: MINORS,
    inOrder: true,
    near: `中毒 呕吐 晕倒 昏迷 溺水 落水 掉进 掉下 坠楼 坠落 烫伤 触电 被撞 被砸 砸伤 流血 抽搐 噎住 上吐下泻 食物中毒 又吐 掉到 栽进 滑到 被困 卡在 卡进 卡到 卡住 夹住 压在 埋在`,
    within: 14,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    standing: true,
    words: `
跳楼 跳河 跳江 跳桥 跳下去 轻生 自杀 自尽 割腕 割手腕 上吊 不想活 活不下去 活不了了 不活了 想死 去死 死给你 死给他 我就死 死在你 死在他 死在这 死在门口 死了算了 死了一了百了 一死了之 结束生命 寻短见 寻死 遗书 没有活路 了结自己 自残
活着没意思 活着没意义 活着没什么意思 活够了 没脸活 生无可恋 走绝路 以死 喝药 一起死 解脱了 结束这一切 结束自己 别找我 永别 来世再 下辈子 不想撑了 撑不下去 熬不下去 活不成 离开这个世界 离开人世 一了百了 不如死 想跳下 要跳下 往下跳 跳下来 要跳楼 轻生念头`,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'SELF_HARM',
    standing: true,
    words: `喝了农药 喝农药 喝百草枯 服毒 吃了老鼠药 吃老鼠药 吞了药 吞药 割脉`,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'SELF_HARM',
    standing: true,
    words: `安眠药 药片`,
    near: `一瓶 整瓶 半瓶 几十片 一百片 全吃 都吃 吞了 吞下 吃多 自杀`,
    within: 6,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    standing: true,
    words: `楼顶 天台 窗台 栏杆 桥上 桥边 江边 阳台 塔吊`,
    near: `要跳 想跳 跳下 站着一个 站了个 坐着个 坐了个 不下来 翻过栏杆 爬上 爬到`,
    within: 8,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    standing: true,
    words: `
同归于尽 报复社会 要拼命 跟你们拼命 跟他们拼 找他们拼命 和他拼命 跟他拼命 拼了这条命 鱼死网破 杀了他 杀了你 杀了我 杀光 杀我 要杀 砍死 弄死 搞死 整死 捅死 打死你 炸掉 炸楼 炸政府 炸了你 炸了你们 放火 泼汽油 汽油桶 浇汽油
一把火烧 制造事端 血债血偿 让你们后悔 别怪我不客气 让你们好看`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    standing: true,
    words: `扬言 威胁 放话 放狠话 声称 恐吓 叫嚣`,
    near: `杀 砍 捅 炸 烧 弄死 搞死 整死 打死 拼命 报复 跳楼 废了 同归 动手 动刀 放火 自焚 打断`,
    within: 14,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    standing: true,
    words: `我就 我要 老子 我去 大不了 逼我 逼急了`,
    near: `拿刀 砍了 砍人 捅了 炸了 烧了 杀了 杀人 拼命 自焚 点了 同归`,
    within: 8,
  },
  {
    level: 'EMERGENCY',
    call: '122',
    words: `车祸 出车祸 撞车了 撞人了 撞了人 撞到人 撞着人 被车撞 被撞了 撞伤 撞飞 撞死 翻车 连环相撞 追尾了 肇事逃逸 撞到行人 撞倒行人 撞倒老人 撞倒孩子 被撞倒在地 撞上了人 撞了个人 车底下 车轮下 轧到人 轧了人 碾压 翻到沟里 翻进沟`,
  },
  {
    level: 'EMERGENCY',
    call: '122',
    words: `车 客车 货车 大车 面包车 电动车 摩托车 公交车 渣土车 轿车`,
    near: `撞了人 撞到人 撞倒 撞伤 撞飞 撞上人 撞了个 撞了一个 撞了老 压了人 压到人 轧了 翻了 翻下`,
    within: 5,
  },
  // Wounds: which part, and what of it.
  {
    level: 'EMERGENCY',
    call: '120',
    words: `头 脸 脸上 腿 手 手指 胳膊 脚 嘴 眼睛 肚子 身上 骨头 脖子 脑袋 后脑勺`,
    near: `破了 断了 流血 全是血 都是血 在流血 血直流 砸破 打破 摔断 夹断 压断 血流`,
    within: 1,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    words: SOMEBODY,
    near: `不动了 不会动了 没动静了 没反应 摔断 撞倒 撞出去`,
    within: 9,
    inOrder: true,
  },
  { level: 'EMERGENCY', call: '120', words: `咬得 咬的 咬破 咬掉`, near: `血 肉`, within: 6 },
  {
    level: 'EMERGENCY',
    call: '120',
    flag: 'MINOR',
    words: MINORS,
    near: `吞了 误吞 咽下 咽了 喝了 咬得`,
    within: 4,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '120',
    words: `吞了 误吞 吃下 误喝`,
    near: `电池 硬币 磁铁 磁力珠 玩具 干燥剂 老鼠药 洗洁精 消毒水 汽油 清洁剂 药片`,
  },
  // Traffic: who meets whom.
  {
    level: 'EMERGENCY',
    call: '122',
    words: `车 客车 货车 校车 公交 轿车 摩托 电动车 渣土车`,
    near: `相撞 撞了 对撞 撞一起 撞上了 撞在一起`,
    within: 3,
    inOrder: true,
  },
  { level: 'EMERGENCY', call: '122', words: `轮子底下 轮胎底下 轮子下面 车轮底下 卷到轮子 卷进车 卷到车` },
  // At the edge.
  {
    level: 'EMERGENCY',
    call: '119',
    words: `爬到 爬上 站到 坐到 翻到 骑在 吊在`,
    near: `窗户外 窗外 空调架 空调外机 窗台外 楼顶 天台 塔吊 护栏外 阳台外`,
    within: 4,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '119',
    flag: 'MINOR',
    words: MINORS,
    near: `窗户外 窗外 空调架 窗台上 没上来 没爬上来 阳台外`,
    within: 10,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    standing: true,
    words: `我站在 我坐在 我在 我已经在`,
    near: `江边 河边 桥上 大桥上 桥边 楼顶 天台 湖边 铁轨`,
    within: 2,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    standing: true,
    words: `买了 准备了 备好 藏了`,
    near: `农药 百草枯 安眠药 老鼠药`,
    within: 2,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'SELF_HARM',
    words: `楼顶 天台 桥栏 窗台`,
    near: `哭 腿伸 腿都伸 伸出去 往下看 不肯下来`,
    within: 8,
  },
  // Held, robbed, attacked.
  {
    level: 'EMERGENCY',
    call: '110',
    words: `拉着 拽着 拖着 抱着 扛着`,
    near: `就走 就要走 要走 上车 就跑 不像家长 不认识`,
    within: 8,
    inOrder: true,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `把我关 关在屋里 关在房间 关在宾馆 关在地下室 锁在家 把我锁 被锁在 掐我 掐住 掐脖子 翻墙进 爬进来 爬进我家 潜入`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `窝点 传销`,
    near: `出不去 出不来 骗进 骗到 控制 不让 看着我 逃 救我 联系不上`,
    within: 12,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `偷东西 小偷 贼`,
    near: `还没走 还在 正在 在屋里 在楼道 现在 在我家`,
    within: 10,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `酒瓶 棍子 铁棍 木棍 棒子 砖头 板凳 斧头 斧子 刀子 菜刀 尖刀 匕首 甩棍 钢管 锤子 铁锹`,
    near: `砸人 打人 打我 打他 抡 砍 追 抵着 捅 动 乱砍 乱打 威胁 指着 堵`,
    within: 4,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    standing: true,
    words: `卸 打断 剁 砍断 弄断 废了`,
    near: `腿 胳膊 手 条腿 只手`,
    within: 4,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    flag: 'THREAT',
    standing: true,
    words: `点煤气罐 点了煤气罐 炸煤气罐 抱着煤气罐 抱煤气罐 抱着汽油 点汽油 浇了汽油 别想活 都别活 谁也别活 都得死 一起死 全家死`,
  },
  {
    level: 'EMERGENCY',
    call: '110',
    words: `妈 母亲 爸 父亲 爷爷 奶奶 外婆 外公 姥姥 姥爷 老人 老太太 老伴 老头 痴呆`,
    near: `还没找到 跑出去了 没找到人 找不见 不知去向 不知道去哪`,
    within: 12,
  },
  { level: 'EMERGENCY', call: '119', words: `围在 困在 站在 爬到 逃到`, near: `屋顶 房顶 树上 孤岛 车顶`, within: 2 },
  { level: 'EMERGENCY', call: '119', words: `派船 冲锋舟 淹到二楼 淹到脖子 淹到胸口 水到胸口` },
]
