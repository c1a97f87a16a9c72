/** A photo of the draft, on this device until the request is sent. */
export interface DraftPhoto {
  id: string
  /** The form it belongs to, by its idempotency key. */
  form: string
  picture: Blob
  receipt?: string
  /** When the receipt was given. */
  at?: number
}

const STORE = 'photos'

/** Where storage is forbidden photos last as long as the page. */
function open(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('jiesu', 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE, { keyPath: 'id' }))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => resolve(undefined))
    } catch {
      resolve(undefined)
    }
  })
}

async function use<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  const db = await open()
  if (!db) return undefined
  return new Promise((resolve) => {
    try {
      const request = work(db.transaction(STORE, mode).objectStore(STORE))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => resolve(undefined))
    } catch {
      resolve(undefined)
    }
  }).then((value) => {
    db.close()
    return value as T | undefined
  })
}

export const keepPhoto = (photo: DraftPhoto): Promise<unknown> => use('readwrite', (store) => store.put(photo))
export const forgetPhoto = (id: string): Promise<unknown> => use('readwrite', (store) => store.delete(id))
export const forgetPhotos = (): Promise<unknown> => use('readwrite', (store) => store.clear())

export async function keptPhotos(): Promise<DraftPhoto[]> {
  return (await use<DraftPhoto[]>('readonly', (store) => store.getAll())) ?? []
}
