import { useEffect, useRef } from 'preact/hooks'
import type { KeyDeed } from './keys.ts'

/** All keys and what they do; closes with Esc or a click beside it. */
export function Help({ deeds, onClose }: { deeds: readonly KeyDeed[]; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      class="help"
      ref={dialog}
      aria-label="按键"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <h2>按键</h2>
      <dl>
        {deeds.map(({ key, words }) => (
          <div key={key}>
            <dt>
              <span class="key">{key}</span>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        知道了
      </button>
    </dialog>
  )
}
