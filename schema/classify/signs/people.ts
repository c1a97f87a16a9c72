/** Anybody to whom something may happen. */
export const SOMEBODY = `
人 我 他 她 孩子 小孩 娃 老人 老太 老头 老汉 大爷 大妈 大叔 大姐 大哥 阿姨 奶奶 爷爷 姥姥 姥爷 外婆 外公 婆婆 公公 妈 爸 爹 娘 媳妇 学生 同学 工人 工友 民工 男孩 女孩 女孩子 小伙 姑娘 男子 女子 女的 男的 邻居 妻子 老婆 老公 丈夫 儿子
女儿 师傅 同事 朋友 司机 乘客 路人 行人 保安 保洁 环卫工 快递员 外卖员 外卖小哥 小哥 服务员 骑手 游客 驴友 业主 住户 租客 叔 舅 姨 哥 姐 弟 妹 宝宝 婴儿 孕妇`

/** 一岁 to 十七岁, in both ways of writing. */
const AGES = Array.from(
  { length: 17 },
  (_, at) => `${at + 1}岁 ${'一二三四五六七八九十'[at] ?? `十${'一二三四五六七'[at - 10] ?? ''}`}岁`,
).join(' ')

/** 未成年人, by what they are called. 大学生 is none: signs/guards.ts. */
export const MINORS = `
孩子 小孩 儿童 学生 小学生 中学生 初中生 高中生 娃 娃娃 幼儿 婴儿 宝宝 女儿 儿子 未成年 未成年人 男孩 女孩 小男孩 小女孩 小朋友 小姑娘 外孙 孙子 孙女 侄子 侄女 外甥 两岁 ${AGES}`

/** Those who are surely minors: a son or daughter may be grown up. */
export const CHILDREN = `
孩子 小孩 儿童 学生 小学生 中学生 初中生 高中生 娃 娃娃 幼儿 婴儿 婴幼儿 宝宝 宝贝 未成年 未成年人 男孩 女孩 小朋友 外孙 孙子 孙女 ${AGES}`
