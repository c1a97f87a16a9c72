import { comparisons } from './cases/query-comparison.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ finds: comparisons })
