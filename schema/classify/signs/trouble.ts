import type { Sign } from '../signs.ts'
import { CHILDREN } from './people.ts'

/** What cannot wait its turn, though nobody's life is at stake this minute; and what is only to be flagged. */
export const TROUBLE_SIGNS: readonly Sign[] = [
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `
停水 没水 没有水 断水 停了水 不来水 没来水 水管爆 水管爆裂 爆管 爆水管 管道爆裂 水管破裂 水管裂 水管冻 水管冻裂 水管断 水管破 水帘洞 水发黄 水发黑 水是黄 水变黄 水浑 水发浑 铁锈味 黄水 自来水水质 水质发 水质差 水质浑
水质有问题 水质异常 自来水有 水有异味 没水用 没水喝 没自来水 喝不上水 吃水难 吃不上水 一滴水都没有 水停了 自来水停`,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `水 自来水 水龙头 龙头`,
    inOrder: true,
    near: `停了 断了 没有一滴 出来的是黄 发臭 有臭味 红虫 一股臭 铁锈`,
    within: 4,
  },
  { level: 'NORMAL', flag: 'WATER', words: `水压 水压低 水压小 水压不足 水流小` },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `停电 没电 没有电 断电 停了电 断了电 来电没 电停了 没来电 跳闸 电压不稳 变压器坏 变压器烧 配电箱坏 电线垂 电线裸露 线缆垂落 电线老化 烧保险`,
  },
  {
    level: 'URGENT',
    flag: 'GAS',
    words: `停气 没气 断气 停了气 燃气停了 燃气停 天然气停 没有天然气 没有燃气 没燃气 没天然气 打不着火了 报警器响`,
  },
  { level: 'NORMAL', flag: 'GAS', words: `液化气站 燃气管道 燃气胶管` },
  {
    level: 'URGENT',
    flag: 'HEATING',
    words: `
暖气不热 暖气还不热 暖气一直不热 暖气片不热 供暖不热 地暖不热 停暖 没暖气 没有暖气 不供暖 没供暖 还没供暖 暖气冰凉 暖气凉 暖气片冰凉 暖气漏水
暖气管漏 暖气爆 温度不达标 供热故障 只有十几度 没来暖 没送暖 暖气停 暖气没来 暖气不来 不给供暖 停止供暖 停供暖`,
  },
  {
    level: 'URGENT',
    flag: 'HEATING',
    words: `暖气 暖气片 供暖 供热 地暖 室温`,
    near: `不热 没热过 不暖 凉的 冰凉 拔凉 冰冷 停了 没来 不达标 漏水 漏了 爆了 冻得 才十几度 才十度 十二度 十三度 十四度 不到十八度 不到18度 只有10度 只有12度 只有13度 只有14度 只有15度 只有16度`,
    within: 8,
  },
  { level: 'NORMAL', flag: 'HEATING', words: `室温 供热管道 供暖管道` },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `
火灾隐患 消防隐患 飞线 飞线充电 电动车上楼 电瓶车上楼 楼道充电 楼道堆 私拉电线 乱拉电线 堵塞消防 占用消防 消防通道被 消防通道堵 消防车进不来 消防车进不去 电瓶车进电梯 电动车进电梯
推进电梯 烧秸秆 焚烧秸秆 易燃易爆 易燃物 焦糊味 烧焦味 糊味 违规充电 消防栓没水 消火栓没水`,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `消防通道 救火通道 安全出口 疏散通道 逃生通道 消防栓 消火栓 灭火器 消防设施 烟感`,
    near: `堵 堵死 占 占用 锁 锁死 封 封死 坏 没水 过期 失效 没有 停车 停满 堆 杂物 拆 形同虚设 摆设`,
    within: 10,
  },
  { level: 'URGENT', flag: 'FIRE', words: `充电`, near: `楼道 楼梯间 过道 电梯间 走廊 入户厅`, within: 8 },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `电瓶车 电动车 电瓶 电动自行车`,
    near: `家里充电 屋里充电 楼道充电 楼道里充电 上楼充电 楼梯间充电 过道充电 推上楼 拎到家 推进家`,
    within: 8,
  },
  { level: 'NORMAL', flag: 'FIRE', words: `消防通道 安全出口 疏散通道 消防栓 灭火器` },
  {
    level: 'URGENT',
    words: `
井盖丢 井盖缺 井盖没 井盖不见 井盖被 井盖破 井盖塌 没有井盖 没井盖 井盖坏 井盖松 井盖翘 井盖掉 井没盖 塌陷 塌了个 下沉严重 地面下沉 大坑 内涝 洪水 追尾 倒灌 积水很深 水淹
被淹 淹了 树倒 要倒 快倒 树枝断 掉下来 坠落 高空抛物 电梯坏 电梯故障 电梯停运 电梯停了 电梯下坠 电梯突然 危房 危楼 房屋开裂 房屋倾斜 房子倾斜 房子歪 墙体开裂 摇摇欲坠
滑坡 落石 恐吓 眼看要倒 被狗咬 狗咬 咬伤 咬了 咬人 疯狗 透析 断药 没药 独居老人 瘫痪在床 全身瘫痪 下肢瘫痪 下身瘫痪 高位截瘫 流浪汉
没饭吃 吃不上饭 揭不开锅 无家可归 露宿 睡大街 挨冻 冻得 冻病 泄漏 马蜂窝 胡蜂 毒蛇 有蛇 挖断 中暑 精神病人 无人看护 没人照顾 暴力催收 堵住喉咙
红绿灯不亮 护栏断 护栏掉 玻璃掉 瓷砖掉 外墙掉 广告牌要掉`,
  },
  {
    level: 'URGENT',
    words: `楼梯 扶梯 吊顶 外墙 墙皮 玻璃 广告牌 空调外机 树枝 大树 围墙 塔吊 脚手架 桥面 栏杆 护栏 井盖`,
    near: `快掉 要掉 掉了 往下掉 松动 歪了 倾斜 裂开 断裂 断了 坏了 破损 没了 摇晃 压在 砸在 砸到车 砸了车 脱落`,
    within: 5,
  },
  {
    level: 'URGENT',
    words: `今天 今晚 今早 今夜 明天 明早 明日 后天 马上 即将 下午 下周 这周 本周 立刻 限我`,
    near: `强拆 拆房 拆我 要拆 断水 断电 停水 停电 开庭 截止 到期 手术 清退 清场 拍卖 赶我 赶出去 赶走 搬走 搬离 断供 停保 停药 封门`,
    within: 10,
  },
  { level: 'URGENT', words: `强拆 暴力拆迁 违法强拆 强行拆除 强行施工 暴力执法` },
  {
    level: 'URGENT',
    words: `老人 老母亲 老父亲 独居 孤寡 残疾 瘫痪 病人 孕妇`,
    near: `一个人在家 没人管 没人照顾 下不了楼 上不了楼 没饭吃 没药 联系不上 敲门没人应 敲门不应 好几天没见 几天没见`,
    within: 10,
  },
  { level: 'URGENT', flag: 'SELF_HARM', words: `抑郁症 日子没法过 过不下去了 想不开 想死的心 逼死` },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `
集体上访 群访 越级上访 聚集闹事 聚众闹事 聚众堵 聚集了 聚集在 拉横幅 打横幅 堵门 堵路 堵高速 堵铁路 堵厂门 堵大门 堵政府 堵国道 堵了路 罢工 罢运 罢课 罢市 围堵 静坐 示威 游行 集体维权 群体性 集体讨薪 讨薪 集体讨 集体去 去市政府 去省里告 去省里上访 去北京上访 到北京上访 去北京告 到北京告 进京 围攻 集体抗议 集体停工`,
  },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `几十号人 几十个人 几十人 上百人 上百号 上百个 一百多人 两百多人 几百人 数百人 百十号人 上千人 几百个 几百号 全村人 全体业主 几十个工人 几十名工人 上百名 几十户 业主们 家长们 工人们 村民们 出租车司机们`,
    near: `聚集 围住 围在 围堵 闹事 堵门 堵在 堵住 堵路 把路堵 路堵了 要去 准备去 冲进 讨薪 讨说法 横幅 上街 坐在 一起去 抗议 对峙 打起来`,
    within: 10,
  },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `工友 工人 民工 业主 村民 家长 司机 商户 居民 职工 员工`,
    near: `堵在 堵着 堵门 堵大门 堵住大门 拉横幅 集体去 集体到 集体要 集体维权 集体上访 集体抗议 集体堵 集体讨 集体停 围住 围在 聚在 聚集`,
    within: 8,
    inOrder: true,
  },
  { level: 'URGENT', words: `卷钱跑 卷款跑 跑路了 人跑了`, near: `工钱 工资 包工头 老板`, within: 12 },
  {
    level: 'URGENT',
    words: `拖欠工资 拖欠工钱 欠薪 欠我工资 欠我们工资 欠工资 不发工资 没发工资 工资没发 工资不发 工钱不给 工钱没给 拖欠农民工 要不到工资 结不到工资 克扣工资 讨工资`,
  },
  {
    level: 'URGENT',
    event: true,
    words: `受伤 摔伤 摔倒 摔了 绊倒 骨折 打架 斗殴 发烧 高烧 救护车 抢救 中毒 呕吐 拉肚子 崴了脚 磕破 磕了头 闪了腰`,
  },
  {
    level: 'URGENT',
    words: `刺鼻 气味 臭味 异味 毒气 废气`,
    near: `头晕 恶心 呕吐 流泪 喉咙 呼吸困难 喘不过 喘不上 晕倒 住院`,
    within: 12,
  },
  {
    level: 'URGENT',
    words: `化学品 化工 氨气 液氯 硫酸 盐酸 油罐 毒气 槽罐车`,
    near: `泄漏 泄露 外泄 漏了`,
    within: 8,
  },
  {
    level: 'URGENT',
    words: `威胁我 威胁我们 威胁家人 威胁说 威胁要 言语威胁 人身威胁 电话威胁 短信威胁 威胁恐吓 恐吓威胁`,
  },
  { level: 'URGENT', words: `血汗钱`, near: `工资 工钱 工人 农民工 打工 干活 老板`, within: 16 },
  { level: 'URGENT', words: `电梯`, near: `坏了 掉了 断了 破损`, within: 2 },
  {
    level: 'URGENT',
    words: `工资 工钱 薪水`,
    near: `拖欠 拖了 欠了 押着 扣着 欠着 没给 不给 没发 未发 没结 不结 拖着 讨要 跑路 克扣`,
    within: 8,
  },
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `校园欺凌 校园霸凌 霸凌 被霸凌 体罚 打学生 打孩子 童工 学生受伤 孩子受伤 孩子摔 被同学打 被同学欺负 被老师打`,
  },
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: CHILDREN,
    inOrder: true,
    near: `被欺负 欺负 欺凌 辱骂 打骂 受伤 摔伤 骨折 被咬 咬伤 咬了 辍学 没学上 上不了学 网吧 上班打工 卖酒 被骗 发烧 流鼻血 甲醛 耳光 巴掌 罚站 扇耳光 扇脸 扇巴掌`,
    within: 8,
  },
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `扇 打 揍 骂 推搡 辱骂`,
    near: `学生 孩子 小孩 小朋友 幼儿`,
    within: 2,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `网吧 酒吧 夜店 ktv 纹身 彩票 烟酒`,
    near: `未成年 未成年人 学生 中学生 小学生 初中生 高中生`,
    within: 10,
  },
  {
    level: 'URGENT',
    flag: 'FOOD',
    words: `吃坏 变质 过期食品 地沟油 吃了拉肚子 吃出 馊了 臭了的肉 病死猪 死猪肉`,
  },
  {
    level: 'URGENT',
    flag: 'FOOD',
    words: `发霉 过期 过期的 长虫 有虫`,
    near: `食品 大米 面包 牛奶 饮料 饭 菜 肉 吃 零食 奶粉 火腿 水果 月饼`,
    within: 8,
  },
  { level: 'NORMAL', flag: 'FOOD', words: `食品安全` },
  {
    level: 'URGENT',
    flag: 'HEATING',
    words: `屋里 家里 室内 房间`,
    near: `才十几度 只有十几度 十二度 十三度 十四度 不到十八度 不到18度 只有10度 只有12度 只有13度 只有14度 只有15度 只有16度 冻得`,
    within: 8,
    inOrder: true,
  },
  { level: 'URGENT', flag: 'THREAT', words: `放狠话 恐吓信`, standing: true },
  {
    level: 'URGENT',
    flag: 'THREAT',
    standing: true,
    words: `扬言 放话 威胁`,
    near: `小心点 走着瞧 等着瞧 好看 后果自负 收拾 找人 教训 不客气 出门 全家 家人 孩子 打人 闹`,
    within: 10,
  },
]
