import { arrays } from './cases/query-arrays.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ finds: arrays })
