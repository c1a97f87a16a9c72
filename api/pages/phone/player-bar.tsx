import { Pause, Play, RotateCcw, SkipForward, X } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Player, Speed } from './player.ts'
import type { Scenario } from './wire.ts'

const SPEEDS: readonly (readonly [speed: Speed, label: string])[] = [
  [1, '1×'],
  [4, '4×'],
  ['step', '单步'],
]

/** The stories, side by side. */
export function ScenarioTabs(props: { scenarios: readonly Scenario[]; player: Player }) {
  const chosen = props.player.scenario.value?.id
  return (
    <div class="scenarios" role="group" aria-label="演示故事">
      {props.scenarios.map((scenario) => (
        <button
          key={scenario.id}
          type="button"
          aria-pressed={scenario.id === chosen}
          onClick={() => props.player.choose(scenario)}
        >
          {scenario.title}
        </button>
      ))}
    </div>
  )
}

/** Play, pause, next, restart, speed; below them how far the story got and what comes now. */
export function PlayerBar({ player }: { player: Player }) {
  const scenario = player.scenario.value
  if (!scenario) return null
  const { steps } = scenario
  const done = player.done.value
  const over = done >= steps.length
  return (
    <div class="player" role="group" aria-label="播放">
      <div class="buttons">
        {player.playing.value ? (
          <button type="button" class="button primary" onClick={player.pause}>
            <Icon of={Pause} /> 暂停
          </button>
        ) : (
          <button type="button" class="button primary" disabled={over} onClick={player.play}>
            <Icon of={Play} /> 播放
          </button>
        )}
        <button type="button" class="button" disabled={over || player.playing.value} onClick={player.next}>
          <Icon of={SkipForward} /> 下一步
        </button>
        <button type="button" class="button" onClick={player.restart}>
          <Icon of={RotateCcw} /> 重来
        </button>
      </div>
      <div class="story">
        <p aria-live="polite">
          <span class="count">
            {Math.min(done + 1, steps.length)}/{steps.length}
          </span>
          {player.caption.value}
        </p>
        <span class="progress" aria-hidden="true">
          {steps.map((step, index) => (
            <i key={index} class={index < done ? 'done' : index === done ? 'now' : undefined} data-actor={step.actor} />
          ))}
        </span>
      </div>
      <div class="speeds" role="group" aria-label="速度">
        {SPEEDS.map(([speed, label]) => (
          <button
            key={label}
            type="button"
            aria-pressed={player.speed.value === speed}
            onClick={() => (player.speed.value = speed)}
          >
            {label}
          </button>
        ))}
      </div>
      <button type="button" class="icon-button" aria-label="离开故事，自己说" onClick={player.leave}>
        <Icon of={X} size={20} />
      </button>
    </div>
  )
}
