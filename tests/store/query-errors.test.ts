import { queryErrors, queryRefusals } from './cases/query-errors.cases.ts'
import { describeTables } from './support/tables.ts'

// What the store refuses by name a real server answers.
const isEmbedded = !process.env['STORE_TEST_URI']

describeTables({ finds: isEmbedded ? [queryErrors, queryRefusals] : [queryErrors] })
