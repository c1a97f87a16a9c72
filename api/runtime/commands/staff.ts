import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { newAccount } from '../../../schema/staff/new-account.rules.ts'
import { STAFF_ROLES } from '../../../schema/staff/staff.rules.ts'
import { saveStaff } from '../../../schema/staff/staff.store.ts'
import { runCommand } from './run.ts'
import { withCity } from './with-city.ts'

const USAGE = `用法：npm run staff -- --username 用户名 --name 姓名 --role ${STAFF_ROLES.join('|')} [--organ 承办单位编号]`

/**
 * `npm run staff -- --username NAME --name NAME --role ROLE [--organ ID]`: one account with a password that is made up and
 * printed once. For a name that is there already, everything about it is replaced, the password too.
 */
await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      organ: { type: 'string' },
    },
  })
  return withCity(async ({ db, registers: { organs } }) => {
    const account = newAccount(values, organs, USAGE)
    const password = randomBytes(12).toString('base64url')
    await saveStaff(db, [account], password)
    console.log(`账号 ${account.username}（${account.displayName}）可以登录了，密码只显示这一次：${password}`)
    return 0
  })
})
