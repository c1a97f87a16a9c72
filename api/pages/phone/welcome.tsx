import { Play } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Player } from './player.ts'
import type { Scenario } from './wire.ts'

const STEPS = [
  ['听见', '微信、微博、网页、电话，一扇门进来，先存好再答应'],
  ['听懂', '什么事、在哪里、急不急，每一条都指回市民自己的话'],
  ['派单', '属地优先，照派单目录，理由一步一步写清'],
  ['办理', '签收、回复、办结，每一步市民都收到消息'],
  ['评价', '解决了没有、满意不满意，市民说了算'],
  ['计入', '一句评价，进响应率、解决率、满意率'],
] as const

/** What the right half says before anybody has spoken: how one sentence becomes a measured answer. */
export function Welcome({ player, first }: { player: Player; first?: Scenario | undefined }) {
  return (
    <section class="welcome">
      <h2>一句话，怎样变成一次可以衡量的答复</h2>
      <p>选上面任一个故事，或者在手机里直接说一件事。城市这边怎么听、怎么办，都会出现在这里。</p>
      {first && (
        <button type="button" class="button primary" onClick={() => player.choose(first)}>
          <Icon of={Play} /> 看一遍：{first.title}
        </button>
      )}
      <ol>
        {STEPS.map(([name, what], index) => (
          <li key={name}>
            <span class="index">{index + 1}</span>
            <h3>{name}</h3>
            <p>{what}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
