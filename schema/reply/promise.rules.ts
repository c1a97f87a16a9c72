import type { Span } from './findings.rules.ts'
import type { Passage } from './passages.rules.ts'

/** Results that nobody can promise with certainty: of the matter, of the future, of the citizen's contentment. */
const RESULT =
  '(?:解决|办好|办成|办结|处理好|处理完|修好|完成|到位|落实|满意|整治|根治|消除|恢复|不再|不会再|再也不|杜绝|兑现|给您|让您|查处|成功|实现|到账|到手|发到|发放|清零|清理干净|清理到位|再不|再没有)'

const WHY = '说得太满：结果还没有把握，又没有条件'

/** Absolute words with what is promised; the promised result must follow in the same clause. */
const ABSOLUTE: readonly RegExp[] = [
  new RegExp(
    `(?:一定(?!意义|程度|的|数量|规模|条件|时间|期限|影响|困难|压力)|必定|必将|肯定)(?:会|能|要|在)?[^,。;!]{0,16}?${RESULT}`,
    'g',
  ),
  new RegExp(`(?:保证|担保|包您|包你)(?!金|书|人|责任)[^,。;!]{0,24}?${RESULT}`, 'g'),
  new RegExp(`(?:向您|郑重|我[们局办镇街所司区县市中心]{1,3})承诺[^,。;!]{0,24}?${RESULT}`, 'g'),
  /确保[^,。;!]{0,12}(?:您|此类|类似|该问题|问题|同类|以后|今后|绝不|绝对|不再|再不|彻底|百分之百|100%)[^,。;!]{0,12}/g,
  /(?:绝不|决不|绝不会|永远不会|再也不会|绝对不会|绝对不|坚决不)[^,。;!]{0,8}(?:发生|出现|扰民|反弹|再|重演|有)/g,
  /(?:坚决|彻底|完全|全面)杜绝[^,。;!]{0,8}?(?:此类|类似|该类|同类|再次|再度|再|发生|出现)[^,。;!]{0,8}/g,
  /绝对(?:不会|不能再|没有|安全|放心|可以|能|保证|没问题)/g,
  new RegExp(`(?:百分之百|百分百|100%)[^,。;!]{0,6}${RESULT}`, 'g'),
  /(?:再也不|再不|再也没|永远不再)(?:会|可能|让|有)[^,。;!]{0,10}/g,
  /(?:全部|所有|统统|一律)[^,。;!]{0,4}都?(?:能|可以|给您)(?:够)?(?:解决|办好|办成|满足|处理)/g,
  /(?:务必|定要|必须)让(?:您|市民|群众)[^,。;!]{0,6}满意|不达目的/g,
  /(?:百分之百|百分百|100%)(?:的)?(?:解决|满意|完成|保证|安全|落实|到位|修好|没有)/g,
  /(?:万无一失|一劳永逸|永久解决|永不|打包票|包在我们身上|保您满意)/g,
  /(?:不再|不会再?|不会再次)(?:发生|出现)(?:任何|此类|类似|同类)/g,
]

/** Words before the promise that make it somebody else's, a purpose, a wish, a condition, or its contrary. */
const NOT_OURS =
  /(?:开发商|物业|公司|施工|企业|单位负责人|负责人|当事人|经营者|店主|业主|户主|承租|对方|学校|校方|园方|商家|店家|老板|车主|双方|供应商|医院|法院|厂)(?![^。;]*(?:我[们局办镇街所县区市]|本[局镇街办单]))[^。;]{0,24}$/
const SOFTENED =
  /(?:力争|争取|尽量|尽力|尽可能|最大限度|希望|(?<![认作因])为了?|从而|才能|不能|无法|难以|较难|很难|不敢|并非|不是|没有|未(?!来))[^,。;]{0,14}$|(?<!可)以$/
/** What somebody else is told to see to. */
const DEMANDED = /(?:要求(?![,、]|$)|责令|责成|督促|敦促|强调)[^。;]*$/
const CONDITIONAL =
  /(?:如(?![今下期实此何])|若|只要|(?<![对期接招等])待|等[到待]|一旦|除非|届时|(?<![今以往此最])后)[^。;]{0,40}$/
/** A quoted rule promises nothing. */
const QUOTED = /[《“"「][^》”"」]*$/

/** Promises in absolute words that the unit makes in its own name, without a condition. */
export function overPromises(sentences: readonly Passage[]): Span[] {
  const found: Span[] = []
  for (const { text, start } of sentences) {
    for (const pattern of ABSOLUTE) {
      for (const match of text.matchAll(pattern)) {
        const before = text.slice(0, match.index)
        if ([NOT_OURS, SOFTENED, DEMANDED, CONDITIONAL, QUOTED].some((turn) => turn.test(before))) continue
        if (/^[^,。;]{0,4}的(?:前提|情况|条件|基础)/.test(text.slice(match.index + match[0].length))) continue
        if (found.some((span) => span.start < start + match.index + match[0].length && start + match.index < span.end))
          continue
        const end = match.index + match[0].length
        const rest = /^[^,。;!]{0,10}/.exec(text.slice(end))?.[0].length ?? 0
        found.push({ start: start + match.index, end: start + end + rest, why: WHY })
      }
    }
  }
  return found
}
