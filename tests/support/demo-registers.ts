export { demoRegisters } from '../../schema/demo/registers.ts'
