import { typeName } from '../../bson/order.ts'
import { type Value, isDoc } from '../../values.ts'
import { compileExpression } from '../expression.ts'
import { fault } from '../fault.ts'
import type { MapCompiler, MapContext, MapPlan } from './stage.ts'

function replacement(spec: Value, { variables }: MapContext): MapPlan {
  const { evaluate, fields } = compileExpression(spec)
  return {
    needs: fields,
    isExhaustive: true,
    map: (doc) => {
      const root = evaluate(doc, variables)
      if (isDoc(root)) return root
      throw fault(
        40228,
        `'newRoot' expression must evaluate to an object, but the resulting value is of type: '${typeName(root)}'`,
      )
    },
  }
}

export const replaceWith: MapCompiler = replacement

export const replaceRoot: MapCompiler = (spec, context) => {
  if (!isDoc(spec)) throw fault(40229, '$replaceRoot expects an object as its argument')
  const [unknown] = [...spec.keys()].filter((name) => name !== 'newRoot')
  if (unknown !== undefined) throw fault(40415, `BSON field '$replaceRoot.${unknown}' is an unknown field.`)
  const newRoot = spec.get('newRoot')
  if (newRoot === undefined) throw fault(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field")
  return replacement(newRoot, context)
}
