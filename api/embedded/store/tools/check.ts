import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../storage/check.ts'
import { Environment } from '../storage/environment.ts'
import { progressBar } from './progress.ts'

/** `npm run store:check -- DIR`: verifies every index entry against its document; also while the store is running. */
const dir = process.argv[2] ?? 'var/store'
if (!existsSync(join(dir, 'data', 'data.mdb'))) {
  console.error(`${dir} 里没有存储的数据`)
  process.exit(2)
}
const env = new Environment(join(dir, 'data'), { readOnly: true })
const bar = progressBar('核对')
const steps = check(env)
let step = await steps.next()
for (; !step.done; step = await steps.next()) bar.update(step.value.done, step.value.all)
bar.stop()
await env.close()
const { collections, documents, entries, problems } = step.value
console.log(`${collections} 个集合 · ${documents} 份文档 · ${entries} 个索引条目`)
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? '全部一致' : `不一致：${problems.length} 处`)
process.exit(problems.length === 0 ? 0 : 1)
