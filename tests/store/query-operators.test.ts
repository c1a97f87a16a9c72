import { operators } from './cases/query-operators.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ finds: operators })
