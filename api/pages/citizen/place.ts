import { fieldOf, saveDraft } from './draft.ts'
import type { LngLat } from './map/city-map.ts'
import { loadMap } from './map/load-map.ts'
import type { StreetMap } from './map/map.ts'
import { wordsFor } from './map/where.ts'

const NO_MAP = '地图暂时打不开。写清楚地址也一样能办。'

/** Where it is: from the browser, or from the city's map; always optional, the address in words is enough. */
export class PlacePicker {
  private map?: StreetMap
  private readonly words: HTMLElement
  private readonly holder: HTMLElement

  constructor(private readonly form: HTMLFormElement) {
    this.words = form.querySelector('[data-place-words]') as HTMLElement
    this.holder = form.querySelector('[data-map]') as HTMLElement
    const point = this.point()
    if (point) void this.describe(point)
  }

  /** What the review says of it. */
  said(): string | undefined {
    return this.point() ? (this.words.textContent ?? undefined) : undefined
  }

  /** Asks the browser, with a way on for whoever refuses. */
  locate(): void {
    if (!('geolocation' in navigator) || !isSecureContext) {
      return this.say('这个浏览器给不出位置。可以在地图上选，或者写地址。')
    }
    this.say('正在定位…')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => void this.take([coords.longitude, coords.latitude], coords.accuracy),
      ({ code }) =>
        this.say(
          code === 1
            ? '您没有允许使用位置，没关系：可以在地图上选，或者写地址。'
            : '没有定到位。可以在地图上选，或者写地址。',
        ),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }

  async openMap(): Promise<void> {
    this.holder.hidden = false
    this.say('正在打开地图…')
    const map = await this.mapOn().catch(() => undefined)
    if (!map) {
      this.holder.hidden = true
      return this.say(NO_MAP)
    }
    const point = this.point()
    if (point) map.show(point)
    else this.say('点一下出事的地方。也可以用方向键移动图钉。')
    map.focus()
    this.holder.scrollIntoView({ block: 'nearest' })
  }

  closeMap(): void {
    this.holder.hidden = true
    this.form.querySelector<HTMLElement>('[data-do="map"]')?.focus()
  }

  clear(): void {
    this.set(undefined)
    this.holder.hidden = true
    this.say('位置已去掉。')
    fieldOf(this.form, 'address')?.focus()
  }

  private async take(point: LngLat, accuracy: number): Promise<void> {
    const city = await loadMap().catch(() => undefined)
    if (!city) {
      // Without the map the server says which street it is.
      this.set(point)
      return this.say('已取得您的位置。')
    }
    if (!wordsFor(city, point)) {
      return this.say(`您现在不在${city.city}。事情如果发生在${city.city}，请在地图上选，或者写地址。`)
    }
    this.set(point)
    this.holder.hidden = false
    const map = await this.mapOn().catch(() => undefined)
    map?.show(point)
    if (accuracy > 200) this.say(`${this.words.textContent}。定位可能差 ${Math.round(accuracy)} 米，可在地图上点准。`)
  }

  private async mapOn(): Promise<StreetMap> {
    const [{ createMap }, city] = await Promise.all([import('./map/map.ts'), loadMap()])
    if (!this.map) {
      this.map = createMap(city, {
        onPin: (point, words) => {
          this.set(words ? point : undefined)
          this.say(words ?? `这里不在${city.city}范围内，请点在城里。`)
        },
        onDone: () => this.closeMap(),
      })
      this.holder.prepend(this.map.element)
    }
    return this.map
  }

  private async describe(point: LngLat): Promise<void> {
    const city = await loadMap().catch(() => undefined)
    this.say((city && wordsFor(city, point)) ?? '')
  }

  private point(): LngLat | undefined {
    const [lng, lat] = ['longitude', 'latitude'].map((name) => fieldOf(this.form, name)?.value)
    return lng && lat ? [Number(lng), Number(lat)] : undefined
  }

  private set(point: LngLat | undefined): void {
    for (const [index, name] of (['longitude', 'latitude'] as const).entries()) {
      const field = fieldOf(this.form, name)
      if (field) field.value = point ? String(point[index]) : ''
    }
    this.form.querySelector('[data-place]')?.classList.toggle('chosen', point !== undefined)
    this.form.querySelector<HTMLElement>('#point-error')?.setAttribute('hidden', '')
    saveDraft(this.form)
  }

  private say(words: string): void {
    this.words.textContent = words
  }
}
