import type { PersonalFound } from './personal.rules.ts'

type Span = Omit<PersonalFound, 'value'>

/** The two hundred or so most common family names; they cover well over nine tenths of the people. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const DOUBLE = '欧阳|上官|司马|诸葛|司徒|皇甫|夏侯|尉迟|公孙|令狐|慕容|东方|端木|独孤|南宫'

/** Family name and one or two characters: what may be a name where the words around it say so. */
const NAME = `(?:${DOUBLE}|[${SURNAMES}])[\\u4e00-\\u9fa5]{1,2}`
const AFTER = '(?=[，,。；;、：:！!？?（(）)\\s\\d]|的?(?:电话|手机|联系|身份证|微信)|$)'

/** Words that lead up to a name; the stricter the fewer of them. */
const LED_BY: readonly RegExp[] = [
  new RegExp(
    `(?:我叫|名叫|叫做|本人叫|姓名|联系人|经办人|当事人|法人代表|法人|负责人|房东|业主|户主|患者|死者|伤者|被告|原告|举报人|投诉人|报修人|申请人|被投诉人|反映人|来电人|老板|店主|中介|物业经理|包工头)[叫是为：:\\s]{0,3}(${NAME})${AFTER}`,
    'dg',
  ),
  new RegExp(
    `(?:我的?|其|她的?|他的?)(?:丈夫|妻子|老公|老婆|爱人|儿子|女儿|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|孩子|哥哥?|弟弟|姐姐?|妹妹|同事|邻居)[叫是为：:\\s]{0,3}(${NAME}?)(?:${AFTER}|(?=[在被于因从今昨]))`,
    'dg',
  ),
  new RegExp(
    `(?:^|[，,。；;\\s])(?:我是|本人|本人是|我名字是|我的名字是|我的名字叫)\\s?(${NAME})(?=[，,。；;\\s]|$)`,
    'dg',
  ),
  // A full name before a form of address; a family name alone names nobody.
  new RegExp(`(?<![\\u4e00-\\u9fa5])(${NAME})(?:先生|女士|小姐|同志|师傅|老师|医生|大夫|护士)`, 'dg'),
]

/** What begins like a name and is something else. */
const NO_NAME =
  /^(?:车主|房东|房主|业主|租户|住户|老师|医生|学生|家长|居民|市民|村民|员工|职工|司机|文员|会计|党员|高中|高三|高一|高二|高考|高烧|高龄|高新|江北|江南|江边|路过|路人|和平|成年|成都|时间|时候|方便|方面|安全|安置|全体|全家|应该|应届|单位|单元|管理|连续|解放|解决|公司|师傅|农民|农村|明天|明年|何时|何处|于是|任何|关于|关心|向您|温馨|白天|金额|石油|万一|钱款|严重|成员|古城|吉祥|阳光|项目|明确|宁波|广州|武汉|江苏|安徽|贵州|云南|山东|陕西|河南)/

/** Names of people, where the words say that it is one: they lead up to it, or address somebody by it. */
export function findNames(text: string): Span[] {
  return LED_BY.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.[1] ?? []
      const name = match[1] ?? ''
      if (start === undefined || end === undefined || NO_NAME.test(name)) return []
      return [{ kind: 'NAME' as const, start, end }]
    }),
  )
}
