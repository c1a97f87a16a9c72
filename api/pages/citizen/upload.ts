/** What became of an upload: a receipt, or words for the citizen and whether trying again can help. */
export type Uploaded = { receipt: string } | { fault: string; again: boolean }

/** Sends one picture; `onShare` hears how much has left, 0 to 1. The way to abort it comes first. */
export function upload(
  picture: Blob,
  form: string,
  onShare: (share: number) => void,
): { abort: () => void; done: Promise<Uploaded> } {
  const request = new XMLHttpRequest()
  const done = new Promise<Uploaded>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve(read(request)))
    request.addEventListener('error', () => resolve({ fault: '没传上，请检查网络后重试。', again: true }))
    request.addEventListener('timeout', () => resolve({ fault: '网络太慢，没传完，请重试。', again: true }))
    request.addEventListener('abort', () => resolve({ fault: '', again: false }))
  })
  request.open('POST', '/uploads')
  request.timeout = 120_000
  request.setRequestHeader('x-jiesu-form', form)
  request.setRequestHeader('content-type', picture.type || 'application/octet-stream')
  request.send(picture)
  return { abort: () => request.abort(), done }
}

function read({ status, responseText }: XMLHttpRequest): Uploaded {
  try {
    const answer = JSON.parse(responseText) as { uploads?: { receipt: string; type: string }[]; message?: string }
    const [first] = answer.uploads ?? []
    if (first) return first.type === 'image' ? { receipt: first.receipt } : { fault: '这不是照片。', again: false }
    // What programs may send as well is no help to somebody who picked the wrong file.
    if (status === 400) return { fault: '这个文件不是照片，或者打不开，请换一张。', again: false }
    return { fault: answer.message ?? `没传上（${status}）。`, again: status >= 429 }
  } catch {
    return { fault: `没传上（${status}），请重试。`, again: true }
  }
}
