/** A JPEG as a phone takes it: with the camera's notes and the place it was taken at. */
export async function takePhoto(options: { width?: number; colour?: string } = {}): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const { width = 320, colour = '#7a8a5c' } = options
  return sharp({ create: { width, height: Math.round(width * 0.75), channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'PretendCamera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 43/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 50/1 0/1' },
    })
    .toBuffer()
}
