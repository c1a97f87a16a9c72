import { maskPersonal } from '../personal/mask.rules.ts'
import { normalText } from '../text/normal.rules.ts'
import { type Background, gramsOf } from './grams.rules.ts'
import { nameSpans } from './names.rules.ts'
import { type Regions, withoutRegions } from './regions.rules.ts'
import type { Core } from './topic.rules.ts'

/** One request of a topic as its title is made from: the subject, and the places that are named in it or its detail. */
export interface Sample {
  subject: string
  places: readonly string[]
}

export interface Title {
  title: string
  /** Where, by the name most of its requests use; absent for a matter of the whole city. */
  place?: string
  /** What about, in the words of its most typical request. */
  matter: string
}

/** Samples a topic keeps: a title needs no more. */
export const SAMPLES_KEPT = 12
const SUBJECT_LENGTH = 40
const NAMES_LOOKED_FOR_IN = 120

/** What a request without a subject is about: its first sentence. */
export function subjectOf(request: { subject: string; detail: string }): string {
  const subject = request.subject.trim() || (/[^。！？!?\n；;]{4,}/.exec(request.detail.trim())?.[0] ?? '')
  return subject.slice(0, SUBJECT_LENGTH)
}

/** Numbers that name a person are masked; a known place (from the gazetteer) counts as named. */
export function sampleOf(request: { subject: string; detail: string; place?: string }, regions: Regions): Sample {
  const subject = plain(maskPersonal(subjectOf(request)), regions)
  const places = new Set<string>(request.place ? [normalText(request.place).text] : [])
  for (const text of [subject, plain(request.detail.slice(0, NAMES_LOOKED_FOR_IN), regions)]) {
    for (const { start, end, place } of nameSpans(text)) if (place) places.add(bare(text.slice(start, end)))
  }
  return { subject, places: [...places].filter((name) => name.length >= 3) }
}

const plain = (text: string, regions: Regions): string => withoutRegions(normalText(text).text, regions)

/** Without what kind of place it is, and which part of it. */
const bare = (name: string): string =>
  name.replace(/(?:小区|社区|楼盘|[一二三四五六七八九十\d]+期|[a-z]?\d+[栋号幢])+$/, '')

/** A place is the topic's when this share of the samples name it. */
const NAMED_BY_SHARE = 0.4
/** Without a place that is named as such: what stands in the subject of so many is what the matter goes by. */
const SAID_BY_SHARE = 0.6
const HARDLY_SAID = 0.002
const PHRASE = { shortest: 3, longest: 10 }
const LONGEST_MATTER = 20

const LEAD_IN =
  /^(?:[^\u4e00-\u9fffa-z0-9]|关于|有关|针对|对于|投诉|举报|反映|反应|反馈|咨询|请问|请教|询问|再次|再问|强烈|坚决|反对|请求|请|恳请|恳求|希望|要求|建议|呼吁|质疑|控告|惊|尊敬的领导|您好|你好|我是|我们是|我们|我要|我|在(?!建)|对)+/
const TRAILER =
  /(?:[^\u4e00-\u9fffa-z0-9*%]|的?(?:一些|相关|有关|若干|诸多|一系列)?(?:问题|投诉|咨询|疑问|反映|情况)(?!多|大))+$/

/** A short plain title, place and matter; nothing that was not said. */
export function titleOf(samples: readonly Sample[], core: Core, background: Background): Title {
  const weights = new Map(core.grams.map(([column, weight]) => [column, weight]))
  const typical = (subject: string) => {
    let sum = 0
    let count = 0
    for (const { column } of gramsOf(subject)) {
      sum += weights.get(column) ?? 0
      count += 1
    }
    return sum / Math.sqrt(count || 1)
  }
  const phrase = commonPhrase(samples.map(({ subject }) => subject))
  const place = placeOf(samples) ?? (phrase && isName(phrase, background) ? phrase : undefined)
  const subjects = samples.map(({ subject }) => subject).sort((a, b) => typical(b) - typical(a) || (a < b ? -1 : 1))
  const matters = subjects.map((subject) => matterOf(subject, place)).filter((one) => one.length >= 2)
  const matter =
    matters.find((one) => one.length >= 4 && (place !== undefined || one.includes(phrase ?? ''))) ?? matters[0]
  return {
    title: shown(`${place ?? ''}${matter ?? ''}`) || '未命名',
    ...(place && { place: shown(place) }),
    matter: shown(matter ?? ''),
  }
}

/** Letters stand large in names of blocks and lines, whatever they were typed as. */
const shown = (text: string): string => text.toUpperCase()

/** A stretch is a name when most of it is hardly ever said elsewhere. */
function isName(phrase: string, background: Background): boolean {
  const grams = [...gramsOf(phrase)].filter(({ start, end }) => end - start === 3)
  return grams.filter(({ column }) => background.share(column) <= HARDLY_SAID).length > grams.length / 2
}

function placeOf(samples: readonly Sample[]): string | undefined {
  const names = new Set(samples.flatMap(({ places }) => places))
  const least = Math.max(samples.length > 1 ? 2 : 1, NAMED_BY_SHARE * samples.length)
  let best: { name: string; worth: number } | undefined
  for (const name of names) {
    const support = samples.filter(({ subject, places }) =>
      [subject, ...places].some((said) => said.includes(name)),
    ).length
    // Of names within each other the one that nearly as many use in full.
    const worth = support * Math.sqrt(name.length)
    if (support >= least && worth > (best?.worth ?? 0)) best = { name, worth }
  }
  return best?.name
}

/** The longest stretch that most subjects share. */
function commonPhrase(subjects: readonly string[]): string | undefined {
  if (subjects.length < 2) return undefined
  const least = Math.max(2, SAID_BY_SHARE * subjects.length)
  let best: { phrase: string; worth: number } | undefined
  const tried = new Set<string>()
  for (const subject of subjects) {
    for (let start = 0; start < subject.length; start++) {
      for (let length = PHRASE.shortest; length <= PHRASE.longest && start + length <= subject.length; length++) {
        const phrase = subject.slice(start, start + length)
        if (tried.has(phrase) || !/^[\u4e00-\u9fffa-z0-9]+$/.test(phrase)) continue
        tried.add(phrase)
        const support = subjects.filter((other) => other.includes(phrase)).length
        const worth = support * length
        if (support >= least && LEAD_IN.exec(phrase) === null && worth > (best?.worth ?? 0)) best = { phrase, worth }
      }
    }
  }
  return best?.phrase
}

/** The subject without its lead-in and the place; its first clause that says something. */
function matterOf(subject: string, place: string | undefined): string {
  const at = place ? subject.indexOf(place) : -1
  const rest = at < 0 ? subject : subject.slice(at + (place?.length ?? 0))
  const before = at > 0 ? subject.slice(0, at) : ''
  const clauses = [...rest.split(/[,，。;；!！?？:：、\s]+/), before]
    .map(trimmed)
    .filter((clause) => clause.length >= 2)
  const clause = clauses.find((one) => one.length >= 4) ?? clauses[0] ?? ''
  return clause.slice(0, LONGEST_MATTER)
}

const trimmed = (clause: string): string =>
  clause
    .replace(LEAD_IN, '')
    .replace(TRAILER, '')
    .replace(/^(?:小区|社区|楼盘|项目|的|里|内)+(?=.{4})/, '')
    .trim()
