import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../storage/check.ts'
import { Environment } from '../storage/environment.ts'
import { giveUp, progressBar } from './command-line.ts'

/** `npm run store:check -- DIR`: verifies every index entry against its document; also while the store is running. */
const dir = process.argv[2] ?? 'var/store'
if (!existsSync(join(dir, 'data', 'data.mdb'))) giveUp(`${dir} 里没有存储的数据`)
const env = new Environment(join(dir, 'data'), { readOnly: true })
const bar = progressBar('核对')
const { collections, documents, entries, problems } = await check(env, (done, all) => bar.update(done, all))
bar.stop()
await env.close()
console.log(`${collections} 个集合 · ${documents} 份文档 · ${entries} 个索引条目`)
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? '全部一致' : `不一致：${problems.length} 处`)
process.exit(problems.length === 0 ? 0 : 1)
