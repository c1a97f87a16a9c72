import { signal } from '@preact/signals'
import { ask } from '../graph/client.ts'
import { FIRST_NEEDS } from '../graph/documents.ts'
import type { FirstNeed } from '../graph/types.ts'
import { token } from './session.ts'

/** What the city still has to put in; empty once it has everything, and as long as that is not known. */
export const firstNeeds = signal<readonly FirstNeed[]>([])

/** Looks what is missing. Registers are read when the service starts, so that once per sign-in is enough. */
export async function loadFirstNeeds(): Promise<void> {
  firstNeeds.value = (await ask<{ firstNeeds: FirstNeed[] }>(FIRST_NEEDS, {}, token)).firstNeeds
}

export interface FirstStep {
  name: string
  /** What does not work without it. */
  without: string
  /** How it is put in. */
  how: string
  command?: string
}

export const FIRST_STEPS: Readonly<Record<FirstNeed, FirstStep>> = {
  STAFF: {
    name: '建工作人员账号',
    without: '还没有人能登录工作台。',
    how: '请维护系统的人在服务器上运行下面的命令，再用它给出的密码登录：',
    command: 'npm run staff -- --username admin --name 管理员 --role admin',
  },
  TERRITORY: {
    name: '登记区和街道',
    without: '没有街道，就听不出诉求发生在谁的辖区。',
    how: '在服务器上运行，换成自己的城市；区、街道和它们的承办单位会一起登记：',
    command: 'npm run divisions -- --city 杭州市',
  },
  ORGANS: {
    name: '登记承办单位',
    without: '诉求照常受理，登记单位以后才会派单。',
    how: '街道、区政府和热线中心随区划一起登记；部门和公共服务企业由维护系统的人加进 organs 集合。',
    command: 'npm run divisions -- --city 杭州市',
  },
  DUTIES: {
    name: '登记派单目录',
    without: '没有目录时一律按属地派：知道街道的派街道，只知道区的由区政府兜底，地点不明的留在热线。',
    how: '哪一类事项归哪个部门办，由维护系统的人写进 duties 集合：事项分类、承办单位编号、依据。',
  },
  CALENDAR: {
    name: '登记节假日和调休',
    without: '现在周一到周五都算工作日，遇到节假日办理时限会算早。',
    how: '在服务器上运行，写入国务院办公厅已公布的安排：',
    command: 'npm run calendar',
  },
  KNOWLEDGE: {
    name: '登记知识库',
    without: '咨询不能当场答复，都会变成工单。',
    how: '常见问法、答复、来源和复核日，由维护系统的人写进 knowledge 集合。',
  },
}
