import { fieldUpdates } from './cases/update-fields.cases.ts'
import { describeTables } from './support/tables.ts'

describeTables({ updates: fieldUpdates })
