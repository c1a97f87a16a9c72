/** The server keeps no more than this, so no more need travel. */
const LONGEST_SIDE = 2048
/** Smaller files travel as they are. */
const SMALL_BYTES = 1_500_000

/** A large photo as a smaller JPEG, upright and without the camera's notes; as it is where the browser cannot. */
export async function shrink(picture: Blob): Promise<Blob> {
  if (picture.size <= SMALL_BYTES || picture.type === 'image/gif') return picture
  try {
    const bitmap = await createImageBitmap(picture)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    return smaller && smaller.size < picture.size ? smaller : picture
  } catch {
    return picture
  }
}
