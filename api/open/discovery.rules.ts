import type { Value } from './format.rules.ts'
import { SERVICES_CHANGESET } from './services.rules.ts'

/** Where this city's API is and what it speaks; `url` is its address as the client reached it. */
export function discoveryView(url: string, city: { jurisdiction: string; production: boolean }): Value {
  return {
    changeset: SERVICES_CHANGESET,
    contact: `${city.jurisdiction} 的 12345 热线：电话 12345，24 小时有人接听。`,
    key_service: '向 12345 热线中心申请 api_key，说明应用名称和联系人。读取不需要 api_key。',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url,
        changeset: SERVICES_CHANGESET,
        type: city.production ? 'production' : 'test',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}
