import { groupTables } from './cases/aggregate-group.cases.ts'
import { joinTables } from './cases/aggregate-joins.cases.ts'
import { shapeTables } from './cases/aggregate-shapes.cases.ts'
import { pipelineRefusals, stageTables } from './cases/aggregate-stages.cases.ts'
import { describePipelines } from './support/pipelines.ts'

// What the store refuses by name a real server answers.
const refusals = process.env['STORE_TEST_URI'] ? [] : [pipelineRefusals]

describePipelines({ pipelines: [...stageTables, ...shapeTables, ...groupTables, ...joinTables, ...refusals] })
