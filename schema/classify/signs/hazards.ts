import type { Sign } from '../signs.ts'
import { CHILDREN } from './people.ts'

/** 5 to 17 degrees, in both ways of writing: colder than any home may be where heat is paid for. */
const COLD = Array.from({ length: 13 }, (_, at) => {
  const degrees = at + 5
  const units = '零一二三四五六七八九'[degrees % 10]
  return `${degrees}度 ${degrees < 10 ? units : `十${degrees === 10 ? '' : units}`}度`
}).join(' ')

/** What may hurt somebody tomorrow, and what has failed, told by what is seen of it: as in `hints.ts`, verbs near objects. */
export const HAZARDS: readonly Sign[] = [
  // Water, power, gas and heat.
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `龙头 水龙头 水管 自来水 家里的水 楼上 高层`,
    near: `不出水 不流水 不来水 一滴都 没得水 没得一滴 上不来水 上不去水 干的 没一滴`,
    within: 10,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `听水 挺水 停睡`,
    near: `天 小时 洗澡 没法洗 做饭 喝水`,
    within: 8,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `放出来的水 流出来的水 出来的水 放的水 自来水 水龙头 龙头`,
    near: `像酱油 像茶 像泥 泥浆 泥汤 铁锈 锈水 发红 染黄 染色 带沙 有沙 浑浊 漂白粉味`,
    within: 10,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `主管道 供水管 自来水管 水管 总管`,
    near: `崩了 炸了 爆开 爆了 喷出 喷水 往上冲 冲天 裂了`,
    within: 8,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `饮用水 饮水 水源 自来水厂 水厂 取水口 取水点 水井 井水 深井 吃的水 喝的水 地下水`,
    near: `污染 排污 污水 偷排 有毒 超标 发黑 发臭 不能喝 不敢喝 没法喝`,
    within: 14,
  },
  { level: 'URGENT', flag: 'WATER', words: `没干净的水 没有干净的水 没有干净水 喝不上干净` },
  { level: 'URGENT', flag: 'WATER', words: `水压`, near: `不足 太低 太小 过低 上不去 上不来 没有`, within: 6 },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `停的电 断的电 没得电 电没来 电还没来 电都没来 停过电 电一会儿 电时有时无 一会儿有电 没有供电 不供电`,
  },
  { level: 'URGENT', flag: 'POWER', words: `电压`, near: `不稳 太低 过低 很低 低得 不够 带不动 不足`, within: 4 },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `黑灯瞎火 点蜡烛 摸黑 黑着`,
    near: `宿 村 小区 整栋 整条街 家家 一夜 一晚上 几天 两天 三天`,
    within: 8,
  },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `冰柜 冰箱 冷库`,
    near: `全化 都化了 化了 都臭了`,
    within: 6,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'HEATING',
    words: `锅炉房 热力公司 换热站 供热站 供热公司`,
    near: `停了 停烧 坏了 不热 没热 没开 不开 没烧 冰凉 挨冻`,
    within: 10,
  },
  { level: 'URGENT', flag: 'HEATING', words: `屋里 家里 室内 室温 屋子`, near: COLD, within: 5, inOrder: true },
  {
    level: 'URGENT',
    flag: 'GAS',
    words: `灶 灶头 煤气灶 燃气灶 管道气 管道煤气 天然气 燃气 煤气`,
    near: `打不着 打不着火 点不着 点不着火 没火 没气 停了 停供 断供 断了气 气停了`,
    within: 6,
  },
  // Ways out, charging, crowded rooms.
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `疏散门 逃生门 消防门 防火门 安全门 应急门 逃生窗 防盗窗`,
    near: `锁 铁链 链子 焊死 堵 封死 打不开`,
    within: 8,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `充电瓶 充电动车 给电瓶充电 给电动车充电 停满了电动车 停满电动车 停满了电动`,
    near: `屋里 家里 楼道 房间 卧室 客厅 单元门 大厅 出租屋 入户`,
    within: 12,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `隔断房 串串房 群租房 隔成`,
    near: `着火 起火 电线 充电 没窗 安全 消防 十几间 木板`,
    within: 24,
  },
  // What stands badly, lies badly, falls.
  {
    level: 'URGENT',
    words: `阳台 栏杆 护栏 扶手 围墙 院墙 烟囱 招牌 灯箱 雨棚 铁皮 空调外机`,
    near: `晃 晃得 晃动 晃悠 摇摇晃晃 哐哐响 要掉 快掉 吹下来 吹得 倾斜 歪了 要塌`,
    within: 6,
    inOrder: true,
  },
  {
    level: 'URGENT',
    words: `玻璃 幕墙 外墙 墙砖 墙皮 天花板 瓷砖 水泥块`,
    near: `爆裂 自爆 炸裂 脱落 掉落 往下掉 鼓包 空鼓 砸下 掉块`,
    within: 6,
  },
  {
    level: 'URGENT',
    words: `水库 堤坝 大坝 河堤 桥梁 大桥 桥面 护坡 挡土墙 边坡 路基`,
    near: `裂缝 开裂 垮 塌 决口 渗漏 下沉 倾斜 松动 虚了 险情 断裂 危险 冲垮 掏空`,
    within: 10,
  },
  {
    level: 'URGENT',
    words: `路面 马路 路上 路中间 路当中 车道 减速带 人行道 地面`,
    near: `钉子 扎胎 扎车胎 塌陷 塌了 塌方 深坑 钢筋`,
    within: 12,
  },
  {
    level: 'URGENT',
    words: `没有防护 无防护 无安全防护 无基本安全 没有安全网 无安全网 没有护栏 没护栏 没有围挡 没有安全措施 无安全措施 没任何防护 没有任何防护 没有安全防护`,
  },
  {
    level: 'URGENT',
    words: `楼上 高层 往楼下 窗户 往下 楼下`,
    near: `扔垃圾 扔东西 丢垃圾 丢东西 扔烟头 扔酒瓶 扔瓶子 抛垃圾 抛物 砸下来`,
    within: 4,
    inOrder: true,
  },
  {
    level: 'URGENT',
    words: `电梯 货梯 扶梯`,
    near: `下坠 急坠 掉层 滑层 关人 困人 故障 异响 巨响 响声 声响 颤抖 抖动 失控 失灵 安全隐患 出问题 带病 没人维修 无人维修 未检`,
    within: 12,
  },
  // Bodies, work, medicine.
  { level: 'URGENT', words: `甲醛`, near: `超标 味 味道 孩子 学生 幼儿园 学校 教室 危害 中毒`, within: 10 },
  { level: 'URGENT', words: `高温 四十度 40度 酷暑 烈日`, near: `加班 作业 干活 施工`, within: 16, inOrder: true },
  {
    level: 'URGENT',
    words: `药品 药物 疫苗 针剂 吊瓶 输液`,
    near: `过期 过了期 假药 变质 打错 用错 开错 拿错`,
    within: 6,
  },
  { level: 'URGENT', words: `传销`, near: `窝点 骗到 骗进 骗去 骗入 解救 困在 救出`, within: 10 },
  {
    level: 'URGENT',
    words: `人命关天 草菅人命 生命财产安全 生命安全 人身安全 危及生命 随时会塌 随时可能塌 随时会掉 随时可能倒 随时有倒 随时都会`,
  },
  // Wages and crowds.
  {
    level: 'URGENT',
    words: `血汗钱 辛苦钱 工钱 工资 薪水 劳务费 务工费`,
    near: `没着落 没下文 要不回 要不到 讨不回 不见人 躲着 跑路 跑了 一分没 没见着`,
    within: 12,
  },
  {
    level: 'URGENT',
    words: `老板跑路 老板跑了 老板跑路了 包工头跑 工头跑`,
    near: `工资 工钱 血汗钱 工人 工友 民工 打工 干活`,
    within: 18,
  },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `一百多户 几十户 上百户 几百户 两百多户 一百多人 一百多号 好几百人 几百人 上百人 几十人 几十个 二十几个 全村 全小区 全体 大伙 大家伙`,
    near: `去区里 去市里 去县里 去镇上 去省里 去北京 要说法 讨说法 要个说法 讨个说法 封门 封路 堵 上访 拉横幅 集合 约好`,
    within: 12,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'CROWD',
    words: `工友 工人 民工 业主 村民 家长 司机 商户 居民 职工 员工`,
    near: `封大门 大门封 封门 封路 堵门 去要说法 讨说法 商量好了 约好了`,
    within: 16,
    inOrder: true,
  },
  // Minors: a victim, or in danger.
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `${CHILDREN} 儿子 女儿`,
    near: `勒索 敲诈 堵厕所 堵在厕所 堵在校门 抢钱 收保护费 保护费 孤立 围殴 围着打 扒裤子 扒衣服 逼着下跪 被围`,
    within: 14,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `高年级 大孩子 几个大的 同学 同班`,
    near: `堵 抢 欺负 勒索 要钱 打`,
    within: 6,
    inOrder: true,
  },
  // As a pupil tells it.
  {
    level: 'URGENT',
    flag: 'MINOR',
    words: `男生 女生 同学 老师 班主任 高年级 班上 我们班 室友 学长`,
    near: `打我 欺负我 骂我 堵我 扇我 踢我 逼我 孤立我 抢我 要我交钱 关我`,
    within: 8,
    inOrder: true,
  },
  {
    level: 'NORMAL',
    flag: 'MINOR',
    words: CHILDREN,
    near: `
摔 摔倒 摔了 摔跤 跌倒 受惊 惊吓 吓哭 吓到 吓得 过敏 咳嗽 头晕 恶心 呕吐 生病 白血病 流鼻血 关了 关在 被关 夹到 刮伤 划伤 撞到 安全受 失学 没书读 无学可上 辍学 没学上 上不了学 被收养 无人监护 没人管 没人看 被遗弃 挨饿`,
    within: 10,
    inOrder: true,
  },
  {
    level: 'NORMAL',
    flag: 'MINOR',
    words: CHILDREN,
    near: `人身安全 生命安全 安全隐患 交通安全 危险 危害 有毒 毒跑道 甲醛`,
    within: 8,
  },
  // What people do without when something has failed, and what they fear will come down.
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `没见着自来水 没见自来水 没见到水 靠买桶装水 靠买水 挑水喝 打水喝 冲不了厕所 厕所都冲不了 没水冲`,
  },
  {
    level: 'URGENT',
    flag: 'POWER',
    words: `突然黑了 全黑了 整条街黑 整栋黑 整个小区黑 一点电没有 一点电都没有 没一点电`,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `消防车道 消防通道 消防车 救火车`,
    near: `焊 水泥墩 石墩 进不来 进不去 开不进 堵 停满 挡`,
    within: 14,
  },
  {
    level: 'URGENT',
    words: `坡 山坡 后坡 土坡 后墙 院墙 墙 墙体 路基 灯杆 电线杆 底座 烟囱`,
    near: `往下掉土 掉土 掉石 鼓一块 鼓起来 鼓包 要垮 锈穿 锈断 直晃 松动 下沉 裂缝 开裂`,
    within: 10,
    inOrder: true,
  },
  {
    level: 'URGENT',
    words: `一分钱没 一分没 一分都没 没见着钱 不给钱 没给钱 没拿到钱 没结账`,
    near: `干了 做了 工地 老板 包工头 工钱 活 打工`,
    within: 16,
  },
  {
    level: 'URGENT',
    flag: 'WATER',
    words: `自来水 水压 用水 放水`,
    near: `根本上不去 特别小 太小 细得 只滴 没压力 上不了楼`,
    within: 16,
    inOrder: true,
  },
  { level: 'URGENT', words: `血铅 铅 铝 镉 砷 汞 重金属 氡`, near: `超标 中毒`, within: 4, inOrder: true },
  {
    level: 'URGENT',
    words: `移植 化疗 放疗 救命药 靶向药 急救药`,
    near: `审批 拖 等不起 等不及 断药 买不到 批不下来 来不及`,
    within: 12,
    inOrder: true,
  },
  {
    level: 'URGENT',
    flag: 'FIRE',
    words: `消防通道 安全通道 疏散楼梯`,
    near: `铁门 装门 封闭 砌墙 加锁 私占`,
    within: 16,
  },
]
