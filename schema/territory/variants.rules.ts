import type { PlaceKind } from './territory.rules.ts'

/** What a name belongs to, as far as its other names depend on it. */
export interface NamedThing {
  level: 'city' | 'district' | 'street' | 'community' | 'place' | 'road'
  kind?: PlaceKind
  name: string
}

/**
 * Names that people use and no list has: 街办 for 街道办事处, 一中 for 市第一中学, 农贸市场 for 菜市场. Only what follows from the
 * name itself; a name that somebody bears officially is never given to another by this. `city` without 市.
 */
export function otherNames(thing: NamedThing, city: string): string[] {
  const names = new Set<string>()
  for (const name of withAndWithoutCity(thing.name, city)) {
    names.add(name)
    for (const pattern of PATTERNS) {
      if (
        !pattern.levels.includes(thing.level) ||
        (pattern.kinds && !pattern.kinds.includes(thing.kind ?? 'landmark'))
      ) {
        continue
      }
      const found = pattern.of.exec(name)
      if (!found) continue
      for (const made of pattern.says) names.add(made.replaceAll('$', found[1] ?? '').replaceAll('@', city))
    }
  }
  names.delete(thing.name)
  return [...names].filter((name) => name.length > 1 && !TOO_PLAIN.has(name))
}

/**
 * The bare stem of an estate (和平 of 和平家园) or a town (云溪 of 云溪镇); counts only where a building follows (和平3号楼)
 * or people point there (云溪那边), because most stems are words of their own.
 */
export function stemOf(thing: NamedThing): string | undefined {
  if (thing.level === 'street') return /^(?:(.{2,4})[镇乡]|(.{3,4})街道)$/.exec(thing.name)?.slice(1).find(Boolean)
  if (thing.level !== 'place' || thing.kind !== 'estate') return undefined
  return /^(.{2,4}?)(?:小区|花园|家园|公寓|新村|名苑|安置小区|新城)$/.exec(thing.name)?.[1]
}

/**
 * What people mix up most: the estate's kind (翠堤家园 for 翠堤小区), and the works or gate that a community has its name of
 * (机床厂 for 机床厂社区). Empty for other things.
 */
export function mixedUp(thing: NamedThing): string[] {
  const after = thing.level === 'community' && /^(.{2,5}[厂城场桥坊墙根寨庄港塔楼坝渡嘴])社区$/.exec(thing.name)
  if (after) return [after[1] ?? '']
  const stem = thing.level === 'place' ? stemOf(thing) : undefined
  if (!stem) return []
  // Three characters are hardly a word of their own: 光华里, 星河湾.
  const bare = stem.length > 2 ? [stem] : []
  return [...['小区', '花园', '家园'].map((end) => stem + end).filter((name) => name !== thing.name), ...bare]
}

function* withAndWithoutCity(name: string, city: string): Generator<string> {
  yield name
  const own = name.startsWith('市') ? name.slice(1) : name.startsWith(city) ? name.slice(city.length) : undefined
  if (own === undefined || own.length < 2) return
  yield* [`市${own}`, `${city}${own}`, `${city}市${own}`]
  if (!BARE_IS_ANYTHING.test(own)) yield own
}

/** Without the city in front these mean any of their kind: 中心, 大桥. */
const BARE_IS_ANYTHING = /^(?:中心|大桥|二桥|船厂|理工|水厂|一院|二院|三院|四院)$/

/** Names too plain to mean one place. */
const TOO_PLAIN = new Set([
  '人民医院',
  '医院',
  '小学',
  '中学',
  '市场',
  '公园',
  '政务中心',
  '车站',
  '码头',
  '广场',
  '总站',
])

interface Pattern {
  levels: readonly NamedThing['level'][]
  kinds?: readonly PlaceKind[]
  of: RegExp
  /** `$` is what the brackets of `of` hold, `@` the city. */
  says: readonly string[]
}

const NUMBER = '[一二三四五六七八九十]{1,3}'

const PATTERNS: readonly Pattern[] = [
  {
    levels: ['street'],
    of: /^(.{1,6})街道$/,
    says: ['$街道办事处', '$街道办公室', '$街道办', '$街办', '$办事处', '$街道党工委', '$街道综合执法队'],
  },
  { levels: ['street'], of: /^(.{1,6})镇$/, says: ['$镇政府', '$镇人民政府', '$镇上', '$镇街上'] },
  { levels: ['street'], of: /^(.{1,6})乡$/, says: ['$乡政府', '$乡人民政府'] },
  {
    levels: ['community'],
    of: /^(.{1,7})社区$/,
    says: ['$居委会', '$居委', '$社区居委会', '$社区居民委员会', '$居民委员会'],
  },
  { levels: ['community'], of: /^(.{1,7})村$/, says: ['$村委会', '$村委', '$村村委会', '$村民委员会', '$大队'] },
  { levels: ['road'], of: /^(.{2,5})大街$/, says: ['$街'] },
  { levels: ['road'], of: /^(.{2,5})大道$/, says: ['$路'] },
  { levels: ['road'], of: /^(.{2,5})巷$/, says: ['$胡同', '$巷子'] },
  {
    levels: ['place'],
    kinds: ['estate'],
    of: /^(.{2,5})(?:宿舍|家属院)$/,
    says: ['$家属院', '$宿舍', '$家属区', '$家属楼', '$宿舍区'],
  },
  {
    levels: ['place'],
    kinds: ['estate'],
    of: /^(.{2,5})安置(?:小区|房|点)$/,
    says: ['$安置小区', '$安置房', '$安置点', '$拆迁房'],
  },
  { levels: ['place'], kinds: ['school'], of: new RegExp(`^市?(第${NUMBER}中学)$`), says: ['$', '市$', '@$', '@市$'] },
  {
    levels: ['place'],
    kinds: ['school'],
    of: new RegExp(`^市?第(${NUMBER})中学$`),
    says: ['$中', '市$中', '@$中', '@市$中', '第$中'],
  },
  {
    levels: ['place'],
    kinds: ['school'],
    of: /^(.{2,4})中心小学$/,
    says: ['$小学', '$中心校', '$镇中心小学', '$镇小学'],
  },
  { levels: ['place'], kinds: ['school'], of: /^(.{2,4})实验(小学|中学)$/, says: ['$小学'] },
  { levels: ['place'], kinds: ['school'], of: /^(.{2,4})外国语学校$/, says: ['$外国语', '$外校'] },
  { levels: ['place'], kinds: ['school'], of: /^(.{2,4})师范大学$/, says: ['$师大', '师范大学'] },
  { levels: ['place'], kinds: ['school'], of: /^(.{2,4})理工大学$/, says: ['$理工', '理工大学'] },
  { levels: ['place'], kinds: ['school'], of: /^(.{2,5})幼儿园$/, says: ['$幼儿园', '$托儿所'] },
  {
    levels: ['place'],
    kinds: ['hospital'],
    of: new RegExp(`^市?第(${NUMBER})人民医院$`),
    says: ['市$院', '第$人民医院', '市第$人民医院', '$医院', '市$医院', '@$院', '@第$人民医院', '@市第$人民医院'],
  },
  {
    levels: ['place'],
    kinds: ['hospital'],
    of: /^市?妇幼保健院$/,
    says: ['妇幼保健院', '妇幼医院', '市妇幼', '妇保院'],
  },
  {
    levels: ['place'],
    kinds: ['hospital'],
    of: /^(.{2,4}区)人民医院$/,
    says: ['$医院', '$中心医院', '区人民医院', '区医院'],
  },
  {
    levels: ['place'],
    kinds: ['hospital'],
    of: /^(.{2,4})街道社区卫生服务中心$/,
    says: ['$社区卫生服务中心', '$卫生服务中心', '$社区医院', '$街道社区医院', '$街道卫生服务中心', '$社区卫生中心'],
  },
  {
    levels: ['place'],
    kinds: ['hospital'],
    of: /^(.{2,4})镇?卫生院$/,
    says: ['$卫生院', '$镇卫生院', '$镇医院', '$医院'],
  },
  {
    levels: ['place'],
    kinds: ['station'],
    of: /^(.{2,5})地铁站$/,
    says: ['$地铁口', '$地铁', '地铁$站', '$站地铁', '地铁站$', '地铁$', '$轻轨站', '$站'],
  },
  {
    levels: ['place'],
    kinds: ['station'],
    of: /^(.{2,5})公交站$/,
    says: ['$公交车站', '$站台', '公交$站', '$公交站台', '$车站'],
  },
  { levels: ['place'], kinds: ['station'], of: /^(.{2,5}?)(?:公交)?总站$/, says: ['$总站', '$公交总站', '$公交枢纽'] },
  { levels: ['place'], kinds: ['station'], of: /^(.{2,4})客运站$/, says: ['$汽车站', '$车站', '$客运中心'] },
  {
    levels: ['place'],
    kinds: ['station'],
    of: /^(?:.{2,3})?(长途)汽车站$/,
    says: ['$车站', '$站', '$客运站', '汽车站'],
  },
  { levels: ['place'], kinds: ['station'], of: /^(?:.{2,3})?(火车站)$/, says: ['$', '@$', '@市$'] },
  {
    levels: ['place'],
    kinds: ['market'],
    of: /^(.{2,5}?)(?:菜|农贸)市场$/,
    says: ['$菜市场', '$农贸市场', '$市场', '$菜场', '$农贸'],
  },
  {
    levels: ['place'],
    kinds: ['market'],
    of: /^(.{2,5})(?:购物中心|商场|商厦)$/,
    says: ['$商场', '$购物中心', '$商厦', '$百货'],
  },
  { levels: ['place'], kinds: ['market'], of: /^(.{2,4})(?:集市|大集)$/, says: ['$集市', '$大集', '$赶集'] },
  { levels: ['place'], kinds: ['park'], of: /^(.{2,5}?)(?:森林|湿地|体育|遗址)公园$/, says: ['$公园'] },
  { levels: ['place'], kinds: ['park'], of: /^(.{2,5}?)(?:漂流|瀑布)景区$/, says: ['$景区'] },
  {
    levels: ['place'],
    kinds: ['office'],
    of: /^(.{1,3}区)政务服务中心$/,
    says: ['$政务中心', '$政务大厅', '$行政服务中心', '$办事大厅', '$政务服务大厅'],
  },
  { levels: ['place'], kinds: ['office'], of: /^(.{1,3}区)政府$/, says: ['$人民政府', '$区府'] },
  {
    levels: ['place'],
    kinds: ['site'],
    of: /^(.{2,7}?)(?:改造)?(?:工地|项目)$/,
    says: ['$工地', '$项目', '$项目部', '$施工工地', '$建筑工地', '$在建工地', '$施工现场', '$改造工地', '$建设工地'],
  },
  {
    levels: ['place'],
    kinds: ['factory'],
    of: /^(.{2,4})混凝土搅拌站$/,
    says: ['$搅拌站', '$混凝土站', '$混凝土厂', '$商混站'],
  },
  { levels: ['place'], kinds: ['landmark'], of: /^(.{2,3})(大桥|二桥|大剧院|图书馆|博物馆)$/, says: ['市$'] },
  {
    levels: ['place'],
    kinds: ['landmark'],
    of: /^市?(图书馆|博物馆|体育馆|文化馆|体育场)$/,
    says: ['市$', '@$', '@市$'],
  },
]
