import { arrayTables } from './cases/expression-arrays.cases.ts'
import { logicTables } from './cases/expression-logic.cases.ts'
import { numberTables } from './cases/expression-numbers.cases.ts'
import { stringTables } from './cases/expression-strings.cases.ts'
import { typeTables } from './cases/expression-types.cases.ts'
import { describePipelines } from './support/pipelines.ts'

describePipelines({ expressions: [...numberTables, ...logicTables, ...stringTables, ...arrayTables, ...typeTables] })
