import { MemoryMeter } from '../memory.ts'
import { ACCUMULATORS } from '../accumulators.ts'
import { variadic, type Operator } from '../operator.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { arrayOperators } from './arrays.ts'
import { dateOperators } from './dates.ts'
import { iterationOperators } from './iterate.ts'
import { logicOperators } from './logic.ts'
import { stringOperators } from './strings.ts'

/** An accumulator over its arguments, or over the elements of a single one that is an array. */
const accumulating = (name: string): [string, Operator] => [
  name,
  variadic((values) => {
    const accumulator = ACCUMULATORS.get(name)!(new MemoryMeter(name))
    const [first] = values
    for (const each of values.length === 1 && Array.isArray(first) ? first : values) accumulator.add(each)
    return accumulator.result()
  }),
]

const FAMILIES = [
  arithmeticOperators,
  arrayOperators,
  dateOperators,
  iterationOperators,
  logicOperators,
  stringOperators,
]

/** A Map, so that an expression called `$constructor` finds nothing. */
const operators: ReadonlyMap<string, Operator> = new Map([
  ...FAMILIES.flatMap((family) => Object.entries(family)),
  ...['$sum', '$avg', '$min', '$max', '$mergeObjects'].map(accumulating),
])

export const operatorNamed = (name: string): Operator | undefined => operators.get(name)

/** Expressions MongoDB has and the store has not. */
const REFUSED = new Set(
  [
    '$accumulator $acos $acosh $allElementsTrue $anyElementTrue $arrayToObject $asin $asinh $atan $atan2 $atanh',
    '$binarySize $bitAnd $bitNot $bitOr $bitXor $bsonSize $convert $cos $cosh $createObjectId $dateFromParts',
    '$dateFromString $degreesToRadians $exp $firstN $function $getField $hash $indexOfArray $indexOfBytes $lastN $ln',
    '$log $log10 $ltrim $maxN $median $meta $minN $objectToArray $percentile $pow $radiansToDegrees $rand $regexFind',
    '$regexFindAll $rtrim $sampleRate $setDifference $setEquals $setField $setIntersection $setIsSubset $setUnion',
    '$sigmoid $sin $sinh $sortArray $sqrt $stdDevPop $stdDevSamp $strLenBytes $strcasecmp $substr $substrBytes $tan',
    '$tanh $toArray $toBool $toDate $toDecimal $toDouble $toHashedIndexKey $toInt $toLong $toObject $toObjectId',
    '$toString $toUUID $tsIncrement $tsSecond $unsetField $where $zip',
  ].flatMap((line) => line.split(' ')),
)

export const isRefusedOperator = (name: string): boolean => REFUSED.has(name)
