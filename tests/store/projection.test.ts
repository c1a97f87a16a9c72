import { projections } from './cases/projection.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ finds: projections })
