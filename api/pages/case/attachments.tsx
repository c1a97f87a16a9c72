import { useSignal } from '@preact/signals'
import { AudioLines, Download, Video } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { Token } from '../graph/client.ts'
import type { Attachment } from '../graph/types.ts'

/** What the citizen sent along. Files are asked for with the token in a header, so no address of one can leak. */
export function Attachments({ attachments, token }: { attachments: readonly Attachment[]; token: Token }) {
  if (attachments.length === 0) return null
  return (
    <ul class="attachments" aria-label="市民提供的附件">
      {attachments.map((attachment, index) => (
        <li key={attachment.id}>
          {attachment.type === 'image' ? (
            <Photo id={attachment.id} label={`图片 ${index + 1}`} token={token} />
          ) : (
            <Recording attachment={attachment} token={token} />
          )}
        </li>
      ))}
    </ul>
  )
}

async function fetchFile(path: string, token: Token): Promise<string> {
  const response = await fetch(`/attachments/${path}`, { headers: { authorization: `Bearer ${token() ?? ''}` } })
  if (!response.ok) throw new Error('附件没有取到，请重试。')
  return URL.createObjectURL(await response.blob())
}

/** A thumbnail; pressed, the whole picture over the page. */
function Photo({ id, label, token }: { id: string; label: string; token: Token }) {
  const thumbnail = useSignal<string | undefined>(undefined)
  const whole = useSignal<string | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const dialog = useRef<HTMLDialogElement>(null)
  const explain = (error: unknown) => (problem.value = error instanceof Error ? error.message : '附件没有取到。')
  useEffect(() => {
    let gone = false
    let shown: string | undefined
    fetchFile(`${id}/thumbnail`, token).then((url) => {
      if (gone) return URL.revokeObjectURL(url)
      thumbnail.value = shown = url
    }, explain)
    return () => {
      gone = true
      if (shown) URL.revokeObjectURL(shown)
      if (whole.value) URL.revokeObjectURL(whole.value)
    }
  }, [id])
  const enlarge = async () => {
    try {
      whole.value ??= await fetchFile(id, token)
      dialog.current?.showModal()
    } catch (error) {
      explain(error)
    }
  }
  return (
    <>
      <button type="button" class="thumbnail" aria-label={`放大${label}`} onClick={() => void enlarge()}>
        {thumbnail.value ? <img src={thumbnail.value} alt={label} /> : <span>{problem.value ?? '…'}</span>}
      </button>
      <dialog ref={dialog} class="photo-dialog" aria-label={label}>
        <form method="dialog">
          {whole.value && <img src={whole.value} alt={label} />}
          <button class="button">关闭</button>
        </form>
      </dialog>
    </>
  )
}

/** Voice and video are for saving: a browser does not play what phones record (AMR). */
function Recording({ attachment: { id, type }, token }: { attachment: Attachment; token: Token }) {
  const problem = useSignal<string | undefined>(undefined)
  const label = type === 'video' ? '视频' : '语音'
  const save = async () => {
    problem.value = undefined
    try {
      const link = document.createElement('a')
      link.href = await fetchFile(id, token)
      link.download = `${label}-${id.slice(0, 6)}`
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '附件没有取到。'
    }
  }
  return (
    <button type="button" class="thumbnail" onClick={() => void save()}>
      <Icon of={type === 'video' ? Video : AudioLines} size={24} />
      <span>
        <Icon of={Download} /> {problem.value ?? `保存${label}`}
      </span>
    </button>
  )
}
