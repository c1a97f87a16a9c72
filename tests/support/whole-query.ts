import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  buildSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { readFileSync } from 'node:fs'

const schema = buildSchema(readFileSync('schema/schema.generated.graphql', 'utf8'))

/** Every field of a type that can be asked for without an argument, to this depth; empty where nothing is left to ask. */
export function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  return Object.entries(fieldsOf(named, depth))
    .map(([name, selection]) => `${name} ${selection}`)
    .join(' ')
}

/** The fields of an object, each with the selection in braces that it needs. */
function fieldsOf(type: GraphQLObjectType, depth: number): Record<string, string> {
  const found: Record<string, string> = {}
  for (const field of Object.values(type.getFields())) {
    if (field.args.some(isRequiredArgument)) continue
    if (!isObjectType(getNamedType(field.type))) found[field.name] = ''
    else if (depth > 1) {
      const inner = selectionOf(field.type, depth - 1)
      if (inner) found[field.name] = `{ ${inner} }`
    }
  }
  return found
}

/** Each field of an object type of the schema, to this depth, asked for alone: one that is forbidden hides no other. */
export function fieldQueries(typeName: string, depth: number): string[] {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`)
  return Object.entries(fieldsOf(type, depth)).map(([name, selection]) => `${name} ${selection}`)
}
