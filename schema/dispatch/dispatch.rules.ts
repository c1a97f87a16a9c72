import { type Duty, type Organ, districtOrgan, dutyFor, hotlineOrgan, streetOrgan } from '../organ/organ.rules.ts'

/** 派单结果: who gets the ticket, and the chain of sentences that led there. */
export interface DispatchDecision {
  organId: string
  organName: string
  reasons: string[]
}

/** What dispatch looks at: the matter and, as far as known, the place. */
export interface DispatchRequest {
  category: { l1: string; l2?: string; l3?: string }
  districtId?: string
  districtName?: string
  streetId?: string
  streetName?: string
  /** The citizen wants to speak with a person. */
  needsHuman?: boolean
}

/**
 * Territory first (属地优先): the street answers for what happens on its ground, unless the duty catalogue gives the
 * matter to a unit that alone may decide it or runs the network. Where only the district is known its government takes
 * the case and coordinates (区政府兜底); where no place is known the hotline keeps it and asks. Who wants to speak with a
 * person is called back by the hotline, whatever it is about.
 */
export function decideDispatch(
  request: DispatchRequest,
  organs: ReadonlyMap<string, Organ>,
  duties: readonly Duty[],
): DispatchDecision {
  const { l1, l2, l3 } = request.category
  const reasons = [`事项为“${[l1, l2, l3].filter(Boolean).join('／')}”`]
  const give = (organ: Organ, reason: string): DispatchDecision => ({
    organId: organ.id,
    organName: organ.name,
    reasons: [...reasons, reason],
  })

  const hotline = hotlineOrgan(organs)
  if (request.needsHuman && hotline) return give(hotline, `市民要求人工服务，由${hotline.shortName}回电`)

  const duty = dutyFor(duties, request.category)
  const charged = duty && duty.organId !== 'territory' ? organs.get(duty.organId) : undefined
  if (duty && charged) return give(charged, `派单目录：${duty.note}，派${charged.name}`)
  reasons.push(duty ? `派单目录：${duty.note}` : '派单目录没有这一类，按属地办理')

  const street = streetOrgan(organs, request.streetId)
  if (street) return give(street, `地点在${request.districtName ?? ''}${street.name}辖区，派${street.name}`)
  const district = districtOrgan(organs, request.districtId)
  if (district)
    return give(district, `只能确定在${request.districtName ?? district.shortName}，由${district.name}兜底协调`)
  if (hotline) return give(hotline, `地点不明，由${hotline.shortName}联系诉求人核实后再派`)
  throw new Error('the organ register has neither the place nor a hotline')
}
