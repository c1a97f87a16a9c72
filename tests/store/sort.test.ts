import { sorts } from './cases/sort.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ finds: sorts })
