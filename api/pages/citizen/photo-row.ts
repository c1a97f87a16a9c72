/** One photo in the list: its picture, how far it is, and what can be done with it. */
export interface PhotoRow {
  element: HTMLLIElement
  showShare(share: number): void
  showDone(receipt: string): void
  showFault(fault: string, again: boolean): void
}

export function createRow(number: number, picture: Blob, deeds: { retry: () => void; remove: () => void }): PhotoRow {
  const element = document.createElement('li')
  const image = document.createElement('img')
  image.alt = ''
  image.src = URL.createObjectURL(picture)
  image.addEventListener('error', () => image.removeAttribute('src'))
  const words = document.createElement('p')
  words.className = 'words'
  const bar = document.createElement('progress')
  bar.max = 1
  bar.setAttribute('aria-label', `照片 ${number} 上传进度`)
  const receipt = document.createElement('input')
  receipt.type = 'hidden'
  receipt.name = 'attachments'
  receipt.disabled = true
  const retry = button('重试', `重试照片 ${number}`, deeds.retry)
  const remove = button('删除', `删除照片 ${number}`, () => {
    URL.revokeObjectURL(image.src)
    deeds.remove()
  })
  element.append(image, words, bar, receipt, retry, remove)
  const show = (state: 'sending' | 'sent' | 'failed', text: string) => {
    element.dataset['state'] = state
    words.textContent = text
    bar.hidden = state !== 'sending'
    receipt.disabled = state !== 'sent'
    retry.hidden = true
  }
  return {
    element,
    showShare(share) {
      show('sending', share < 1 ? `正在上传 ${Math.round(share * 100)}%` : '正在处理')
      bar.value = share
    },
    showDone(value) {
      show('sent', `照片 ${number} 已传好`)
      receipt.value = value
    },
    showFault(fault, again) {
      show('failed', fault)
      retry.hidden = !again
    },
  }
}

function button(text: string, label: string, deed: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button'
  made.textContent = text
  made.setAttribute('aria-label', label)
  made.addEventListener('click', deed)
  return made
}
