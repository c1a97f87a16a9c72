import { CATEGORIES, type CategoryNode, categoryAt } from './categories.ts'

/**
 * Matters of public space, one branch a line: what anybody can see who stands there, and what may therefore be shown to
 * anybody. `*` is the whole branch; otherwise only the leaves named. What happens in homes, at work or between persons
 * is not here, nor what is an emergency call. A city that brings its own tree brings its own list.
 */
const LINES = `
城乡建设/供水 停水断水 水管爆裂 水质异常 水压不足
城乡建设/供电 停电断电 电力设施
城乡建设/供气 停气断气
城乡建设/供热 供热故障
城乡建设/市政设施 *
城乡建设/环境卫生 *
城乡建设/园林绿化 *
城乡建设/城管执法 *
城乡建设/工程建设 施工管理
城乡建设/公共交通 *
城乡建设/村镇建设 村级道路 人居环境
环境保护/噪声污染 *
环境保护/大气污染 *
环境保护/水体污染 *
交通运输/公路建设 公路养护
交通运输/道路出行 拥堵治理 公共停车
政法/交通管理 违法停车 信号标线
政法/消防安全 *
农村农业/林业水利 防汛河湖
商贸旅游/特种设备 电梯安全
教育文体/体育健身 场馆设施
`

/** A matter of public space: a leaf of the category tree, or a branch for what fits none of its leaves. */
export interface PublicMatter {
  l1: string
  l2: string
  l3?: string
  node: CategoryNode
}

export const PUBLIC_MATTERS: readonly PublicMatter[] = LINES.trim().split('\n').flatMap(readLine)

function readLine(line: string): PublicMatter[] {
  const [path = '', ...leaves] = line.split(' ')
  const [l1 = '', l2 = ''] = path.split('/')
  const branch = categoryAt(path)
  if (!branch) throw new Error(`no category ${path} among ${CATEGORIES.length} trees`)
  const whole = leaves[0] === '*'
  const named = branch.children.filter((leaf) => whole || leaves.includes(leaf.name))
  if (!whole && named.length < leaves.length) throw new Error(`a leaf of ${path} is not in the tree`)
  return [...named.map((node) => ({ l1, l2, l3: node.name, node })), ...(whole ? [{ l1, l2, node: branch }] : [])]
}
