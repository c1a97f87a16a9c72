import { flowTable } from './flow.ts'

console.log(flowTable())
