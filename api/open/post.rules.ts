import type { PostedRequest } from '../../schema/intake/posted-request.rules.ts'
import { type Gazetteer, isOutside, locate, toWgs84 } from '../../schema/territory/territory.rules.ts'
import { readAnswers } from './attributes.rules.ts'
import { knownService } from './query.rules.ts'
import { type Problem, Refusal } from './refusal.ts'

/** Fields of the specification with the most characters each may have; a name of the person is two of them. */
const LONGEST = {
  service_code: 50,
  lat: 30,
  long: 30,
  address_string: 200,
  address_id: 50,
  email: 100,
  device_id: 100,
  account_id: 100,
  first_name: 50,
  last_name: 50,
  phone: 30,
  description: 4000,
  media_url: 1000,
} as const

type Field = keyof typeof LONGEST

/** What stands before a picture's address in the ticket, for staff. */
export const PICTURE_LABEL = '图片链接：'

const ATTRIBUTE = /^attribute\[([^\]]{1,50})\](\[\])?$/

/**
 * Reads what was posted; an empty field counts as not given, and fields nobody knows are left aside. Throws Refusal with
 * everything that is wrong: 404 for a service that does not exist, 400 for the rest.
 */
export function readPost(
  params: URLSearchParams,
  gazetteer: Gazetteer,
): Omit<PostedRequest, 'client' | 'idempotencyKey'> & { accountId?: string } {
  const problems: Problem[] = []
  const refuse = (description: string) => void problems.push({ code: 400, description })
  const given = (field: Field) => params.get(field)?.trim() || undefined
  for (const [field, most] of Object.entries(LONGEST)) {
    if ((given(field as Field)?.length ?? 0) > most) refuse(`${field} 不能超过 ${most} 个字符。`)
  }
  const code = given('service_code')
  if (!code) throw new Refusal(400, [...problems, { code: 400, description: '缺少 service_code。' }])
  const service = knownService(code)
  const answers = readAnswers(service.attributes, attributesIn(params))
  problems.push(...answers.problems)
  const where = readPlace(given, gazetteer, refuse)
  const mediaUrl = given('media_url')
  if (mediaUrl && !isWebLink(mediaUrl)) refuse('media_url 应为 http 或 https 链接。')
  const email = given('email')
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) refuse('email 格式不对。')
  const phone = given('phone')
  if (phone && !/^\+?[\d\s-]{5,30}$/.test(phone)) refuse('phone 格式不对。')
  if (problems.length > 0) throw new Refusal(400, problems)

  const accountId = given('account_id')
  const person = accountId ?? phone ?? email ?? given('device_id')
  const name = [given('last_name'), given('first_name')].filter(Boolean).join('')
  const said = given('description') ?? `反映：${service.name}`
  return {
    text: [said, ...answers.lines, mediaUrl && `${PICTURE_LABEL}${mediaUrl}`].filter(Boolean).join('\n'),
    category: service.path,
    form: {
      ...(where.address && { address: where.address }),
      ...(name && { name }),
      ...(phone && { phone }),
      ...(email && { email }),
    },
    ...(where.point && { place: where.point }),
    ...(person && { person }),
    ...(mediaUrl && { mediaUrl }),
    ...(accountId && { accountId }),
    raw: withoutKey(params),
  }
}

/** Answers by attribute code; `attribute[a]` and `attribute[a][]` are the same question. */
function attributesIn(params: URLSearchParams): Map<string, string[]> {
  const answers = new Map<string, string[]>()
  for (const [name, value] of params) {
    const code = ATTRIBUTE.exec(name)?.[1]
    if (code && value.trim()) answers.set(code, [...(answers.get(code) ?? []), value])
  }
  return answers
}

type Given = (field: Field) => string | undefined

/** One of lat and long, address_string, address_id; what is given beside it makes it more precise. */
function readPlace(given: Given, gazetteer: Gazetteer, refuse: (description: string) => void) {
  const [lat, long, addressId] = [given('lat'), given('long'), given('address_id')]
  const street = addressId ? gazetteer.streets.get(addressId) : undefined
  if (addressId && !street) refuse('没有这个 address_id：应为街道编号。')
  const district = street && gazetteer.districts.get(street.districtId)
  const registered = street && `${district?.name ?? ''}${street.name}`
  const address = [registered, given('address_string')].filter(Boolean).join(' ') || undefined
  if (!lat !== !long) refuse('lat 和 long 要一起给。')
  if (!lat || !long) {
    if (!address && !lat && !long) refuse('缺少地点：请给 lat 和 long，或 address_string，或 address_id。')
    return { address }
  }
  const point = { latitude: degrees(lat, 90), longitude: degrees(long, 180) }
  if (Number.isNaN(point.latitude + point.longitude)) {
    refuse('lat、long 应为 WGS84 十进制度数。')
    return { address }
  }
  // Somebody else's city could do nothing with it but lose it.
  if (isOutside(gazetteer, toWgs84(point)) && !locate(gazetteer, { text: address ?? '' }))
    refuse('地点不在本市范围内。')
  return { address, point }
}

function degrees(text: string, limit: number): number {
  const value = /^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(value) <= limit ? value : Number.NaN
}

function isWebLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** The body in one order and without the client's secret: what is kept, and what two posts are compared by. */
function withoutKey(params: URLSearchParams): string {
  const kept = new URLSearchParams([...params].filter(([name]) => name !== 'api_key'))
  kept.sort()
  return kept.toString()
}
