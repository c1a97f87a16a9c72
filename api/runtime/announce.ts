import { DEMO_STAFF } from '../../schema/staff/staff.seed.ts'
import type { Backing } from './backing.ts'
import type { Config } from './config.ts'

interface Facts {
  url: string | undefined
  /** Of the demo accounts, when this start set it. */
  password: string | undefined
  backing: Backing
  simulator: string | undefined
  /** How many units there are to dispatch to. */
  organs: number
  /** Whether anybody could sign in. */
  staff: boolean
}

/** Says where everything is, once it is up. */
export function announce(print: (line: string) => void, config: Config, facts: Facts): void {
  const { url, password, backing, simulator, organs, staff } = facts
  const others = DEMO_STAFF.map((account) => account.username).filter((name) => name !== 'admin')
  const known = password
    ? `admin / ${password}`
    : 'admin，密码见首次启动时的输出（忘记时用 DEMO_PASSWORD=新密码 npm start 重设）'
  const lines = [
    '',
    '接诉已启动',
    ...(url
      ? [
          // The phone plays with the demo city and pretend platforms only.
          ...(config.SEED === 'demo' && simulator ? [`  一句话的旅程  ${url}/phone`] : []),
          `  市民提交诉求  ${url}/`,
          `  市民查询进度  ${url}/track`,
          `  工作台        ${url}/console`,
          `  GraphQL       ${url}/graphql`,
        ]
      : []),
    ...(config.SEED === 'demo'
      ? [
          `  演示账号      ${known}`,
          `                同一密码：${others.slice(0, 5).join('、')} 等 ${others.length} 个`,
        ]
      : []),
    `  存储          ${backing.store.how}`,
    `  Redis         ${backing.redis.how}`,
    `  数据目录      ${backing.dir}`,
    ...(staff
      ? []
      : ['  注意          还没有工作人员账号：npm run staff -- --username admin --name 管理员 --role admin']),
    ...(organs === 0 ? ['  注意          还没有登记承办单位：诉求照常受理，登记单位后才会派单'] : []),
    ...(simulator ? ['  平台          没有配置真实账号，微信和微博由本机模拟'] : []),
    '按 Ctrl-C 停止。',
  ]
  for (const line of lines) print(line)
}
