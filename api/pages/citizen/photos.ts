import { fieldOf, saveDraft } from './draft.ts'
import { type PhotoRow, createRow } from './photo-row.ts'
import { type DraftPhoto, forgetPhoto, keepPhoto, keptPhotos } from './photo-store.ts'
import { shrink } from './shrink.ts'
import { upload } from './upload.ts'

const MOST = 6
const MOST_BYTES = 10 * 1024 * 1024
/** Receipts are good for two hours; one that would not last until the form is sent is asked for anew. */
const RECEIPT_MS = 100 * 60_000
/** Uploads at a time: a phone's uplink is not made faster by more. */
const AT_ONCE = 2

interface Photo extends DraftPhoto {
  row: PhotoRow
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  abort?: () => void
}

/** The photos of one form: picked, shown at once, sent beside the typing, kept on the device until the request is sent. */
export class Photos {
  private photos: Photo[] = []
  private count = 0
  private readonly list: HTMLElement
  private readonly picker: HTMLInputElement

  constructor(
    private readonly form: HTMLFormElement,
    private readonly say: (words: string) => void,
  ) {
    this.list = form.querySelector('[data-photos]') as HTMLElement
    this.picker = form.querySelector('input[name="photos"]') as HTMLInputElement
    // What the server named already comes back from this device, with its picture.
    this.list.replaceChildren()
    this.picker.addEventListener('change', () => {
      const files = [...(this.picker.files ?? [])]
      this.picker.value = ''
      void this.pick(files)
    })
  }

  /**
   * Brings back the photos of the draft; after an answer those of the form before it, which need no storage. Where the
   * answer finds fault with the photos, they are sent anew.
   */
  async restore(before?: Photos): Promise<void> {
    const kept = before ? before.photos : await keptPhotos()
    const refused = this.form.querySelector<HTMLElement>('#photos-error')?.hidden === false
    for (const photo of kept) {
      if (photo.form === this.key()) this.show(refused ? { ...photo, at: 0 } : photo)
      else void forgetPhoto(photo.id)
    }
    this.sendMore()
  }

  get busy(): boolean {
    return this.photos.some(({ state }) => state === 'sending' || state === 'waiting')
  }

  /** Undefined once everything is sent; otherwise words for what is in the way. */
  async settle(): Promise<string | undefined> {
    for (const photo of this.photos) if (photo.state === 'sent' && !isFresh(photo)) photo.state = 'waiting'
    this.sendMore()
    while (this.busy) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const failed = this.photos.filter(({ state }) => state === 'failed').length
    return failed > 0 ? `有 ${failed} 张照片没传上，请重试或删除后再提交。` : undefined
  }

  private async pick(files: File[]): Promise<void> {
    const room = MOST - this.photos.length
    const faults = files.length > room ? [`照片最多 ${MOST} 张，多的没有加。`] : []
    for (const file of files.slice(0, room)) {
      const picture = await shrink(file)
      // Some phones name no type for the format their camera writes.
      if (picture.type !== '' && !picture.type.startsWith('image/')) faults.push(`“${file.name}”不是照片。`)
      else if (picture.size > MOST_BYTES) faults.push(`“${file.name}”超过 10 MB。`)
      else await this.add(picture)
    }
    this.say(faults.join(''))
    saveDraft(this.form)
  }

  private async add(picture: Blob): Promise<void> {
    const id = `${Date.now().toString(36)}-${this.count}`
    const photo: DraftPhoto = { id, form: this.key(), picture }
    this.show(photo)
    await keepPhoto(photo)
    this.sendMore()
  }

  private show(kept: DraftPhoto): void {
    const row = createRow(++this.count, kept.picture, {
      retry: () => {
        photo.state = 'waiting'
        this.sendMore()
      },
      remove: () => this.remove(photo),
    })
    const photo: Photo = { ...kept, row, state: kept.receipt && isFresh(kept) ? 'sent' : 'waiting' }
    if (photo.state === 'sent') row.showDone(photo.receipt ?? '')
    else row.showShare(0)
    this.photos.push(photo)
    this.list.append(row.element)
  }

  private remove(photo: Photo): void {
    photo.abort?.()
    this.photos = this.photos.filter((other) => other !== photo)
    photo.row.element.remove()
    void forgetPhoto(photo.id)
    this.say('')
    saveDraft(this.form)
    this.form.querySelector<HTMLElement>('[data-do="pick"]')?.focus()
    this.sendMore()
  }

  private sendMore(): void {
    const free = AT_ONCE - this.photos.filter(({ state }) => state === 'sending').length
    for (const photo of this.photos.filter(({ state }) => state === 'waiting').slice(0, free)) void this.send(photo)
  }

  private async send(photo: Photo): Promise<void> {
    photo.state = 'sending'
    photo.row.showShare(0)
    const { abort, done } = upload(photo.picture, this.key(), (share) => photo.row.showShare(share))
    photo.abort = abort
    const outcome = await done
    if (!this.photos.includes(photo)) return
    if ('receipt' in outcome) {
      Object.assign(photo, { state: 'sent', receipt: outcome.receipt, at: Date.now() })
      photo.row.showDone(outcome.receipt)
      const { id, form, picture, receipt, at } = photo
      void keepPhoto({ id, form, picture, ...(receipt && { receipt }), ...(at && { at }) })
    } else {
      photo.state = 'failed'
      photo.row.showFault(outcome.fault, outcome.again)
    }
    this.sendMore()
  }

  private key(): string {
    return fieldOf(this.form, 'idempotencyKey')?.value ?? ''
  }
}

const isFresh = ({ at }: DraftPhoto) => at !== undefined && Date.now() - at < RECEIPT_MS
