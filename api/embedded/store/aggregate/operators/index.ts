import type { Operator } from '../operator.ts'
import { accumulatingOperators } from './accumulating.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { arrayOperators } from './arrays.ts'
import { comparisonOperators } from './compare.ts'
import { typeOperators } from './convert.ts'
import { datePartOperators } from './date-parts.ts'
import { dateTextOperators } from './date-text.ts'
import { dateOperators } from './dates.ts'
import { iterationOperators } from './iterate.ts'
import { logicOperators } from './logic.ts'
import { objectOperators } from './objects.ts'
import { regexOperators } from './regex.ts'
import { setOperators } from './sets.ts'
import { stringOperators } from './strings.ts'
import { variableOperators } from './variables.ts'

const FAMILIES = [
  accumulatingOperators,
  arithmeticOperators,
  arrayOperators,
  comparisonOperators,
  dateOperators,
  datePartOperators,
  dateTextOperators,
  iterationOperators,
  logicOperators,
  objectOperators,
  regexOperators,
  setOperators,
  stringOperators,
  typeOperators,
  variableOperators,
]

/** A Map, so that an expression called `$constructor` finds nothing. */
const operators: ReadonlyMap<string, Operator> = new Map(FAMILIES.flatMap((family) => Object.entries(family)))

export const operatorNamed = (name: string): Operator | undefined => operators.get(name)

/** Expressions MongoDB has and the store has not. */
const REFUSED = new Set(
  [
    '$accumulator $acos $acosh $asin $asinh $atan $atan2 $atanh $binarySize $bitAnd $bitNot $bitOr',
    '$bitXor $bsonSize $cos $cosh $createObjectId $degreesToRadians $encStrContains $function $hash',
    '$median $meta $percentile $radiansToDegrees $rand $sampleRate $sigmoid $similarityCosine',
    '$similarityDotProduct $similarityEuclidean $sin $sinh $tan $tanh $toArray $toHashedIndexKey',
    '$toObject $toUUID $tsIncrement $tsSecond $where',
  ].flatMap((line) => line.split(' ')),
)

export const isRefusedOperator = (name: string): boolean => REFUSED.has(name)
