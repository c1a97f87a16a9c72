import { arrayUpdates } from './cases/update-arrays.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ updates: arrayUpdates })
