import { dateTables } from './cases/dates.cases.ts'
import { describePipelines } from './support/pipelines.ts'

describePipelines({ expressions: dateTables })
