import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

/**
 * The answers of GeoReport v2 as JSON schemas, written from the text of the specification, and stricter than it: no field
 * beside those it names, dates with an offset, ids as strings.
 */
const text = { type: 'string' }
const some = { type: 'string', minLength: 1 }
const maybe = { type: ['string', 'null'] }
const instant = { type: 'string', format: 'date-time', pattern: '\\+08:00$' }
const object = (properties: Record<string, unknown>, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const listOf = (items: unknown, minItems = 0) => ({ type: 'array', items, minItems })

const SCHEMAS = {
  discovery: object({
    changeset: some,
    contact: some,
    key_service: some,
    endpoints: listOf(
      object({
        specification: { const: 'http://wiki.open311.org/GeoReport_v2' },
        url: { type: 'string', format: 'uri' },
        changeset: some,
        type: { enum: ['production', 'test'] },
        formats: listOf({ enum: ['text/xml', 'application/json'] }, 1),
      }),
      1,
    ),
  }),
  services: listOf(
    object({
      service_code: some,
      service_name: some,
      description: some,
      metadata: { type: 'boolean' },
      type: { enum: ['realtime', 'batch', 'blackbox'] },
      keywords: text,
      group: some,
    }),
    1,
  ),
  definition: object({
    service_code: some,
    attributes: listOf(
      object(
        {
          variable: { type: 'boolean' },
          code: some,
          datatype: { enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
          required: { type: 'boolean' },
          datatype_description: maybe,
          order: { type: 'integer', minimum: 1 },
          description: some,
          values: listOf(object({ key: some, name: some }), 1),
        },
        ['variable', 'code', 'datatype', 'required', 'datatype_description', 'order', 'description'],
      ),
    ),
  }),
  posted: {
    ...listOf(
      {
        ...object({ service_request_id: some, token: some, service_notice: text, account_id: maybe }, []),
        oneOf: [{ required: ['service_request_id'] }, { required: ['token'] }],
      },
      1,
    ),
    maxItems: 1,
  },
  token: { ...listOf(object({ service_request_id: maybe, token: some }), 1), maxItems: 1 },
  requests: listOf(
    object(
      {
        service_request_id: some,
        status: { enum: ['open', 'closed'] },
        status_notes: maybe,
        service_name: maybe,
        service_code: some,
        description: { type: ['string', 'null'], maxLength: 4000 },
        agency_responsible: maybe,
        service_notice: maybe,
        requested_datetime: instant,
        updated_datetime: instant,
        expected_datetime: instant,
        address: maybe,
        address_id: maybe,
        zipcode: maybe,
        lat: { type: ['number', 'null'], minimum: -90, maximum: 90 },
        long: { type: ['number', 'null'], minimum: -180, maximum: 180 },
        media_url: { type: ['string', 'null'] },
        extended_attributes: object({
          state: some,
          state_name: some,
          resolved: maybe,
          satisfied: maybe,
          due: instant,
          reopened: { type: 'integer' },
        }),
      },
      ['service_request_id', 'status', 'service_code', 'requested_datetime', 'updated_datetime', 'lat', 'long'],
    ),
  ),
  errors: listOf(object({ code: { type: 'integer' }, description: some }), 1),
} as const

export type Open311Schema = keyof typeof SCHEMAS

const ajv = new Ajv({ allErrors: true, strictTypes: false })
// The package's types put under `default` what Node finds there, and what a bundler has already unwrapped.
const addFormats = ('default' in formats ? formats.default : formats) as unknown as (to: Ajv) => Ajv
addFormats(ajv)
const compiled = new Map<Open311Schema, ValidateFunction>()

/** What is wrong with an answer by the specification; empty when nothing is. */
export function faultsOf(schema: Open311Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(SCHEMAS[schema])
  compiled.set(schema, validate)
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}
