import { DomainError } from '../../../schema/kernel/errors.ts'
import type { Channel, RawRequest, Verification } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import { refuse } from '../inbound/signature.ts'
import { parseDevice, readCloudEvent } from './parse.ts'

const MAX_BODY = 32 * 1024

export interface DeviceSettings {
  /**
   * A key for each source: it may speak for itself and for what lies under it (`/water`, `/water/pump-3`). The key of
   * `*`, a platform that gathers the devices of many, may speak for all.
   */
  sources: KeyRing
}

/** 物联感知: CloudEvents 1.0 of devices and their platforms. */
export function createDeviceChannel(settings: DeviceSettings): Channel {
  return {
    name: 'device',
    capabilities: { menus: false, publicSpeech: false, maxText: 0, maxBody: MAX_BODY },
    verify: (raw) => verifyDevice(raw, settings.sources),
    parse: parseDevice,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
  }
}

/** The signature says who sends; the event must not claim to be somebody else's. */
function verifyDevice(raw: RawRequest, sources: KeyRing): Verification {
  const checked = verifyHmac(raw, sources, MAX_BODY)
  if (!checked.ok) return checked
  try {
    const { source } = readCloudEvent(raw.body)
    if (!speaksFor(checked.holder, source)) {
      return refuse(403, '签名不属于事件的来源')
    }
  } catch (error) {
    if (error instanceof DomainError) return refuse(400, error.message)
    throw error
  }
  return { ok: true, method: `hmac:${checked.holder}`, body: raw.body }
}

function speaksFor(holder: string, source: string): boolean {
  return holder === '*' || source === holder || source.startsWith(`${holder}/`)
}
