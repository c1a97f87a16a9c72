import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { CityDesk } from './support/city.ts'
import { takePhoto } from '../support/photo.ts'
import { lookAt } from './support/picture.ts'
import { A_PHONE, type Visitor, layoutShift, seriousFindings } from './support/visitor.ts'

const LAMP = '光华路188号门口的路灯坏了三天，晚上看不见路'
const PHONE = '13800138000'
const NUMBER = /\d{8}-\d{6}/

/** `/` and `/track`, with and without scripts. */
export function tellCitizenStory(visitor: () => Visitor, desk: () => CityDesk): void {
  it('takes a request and shows its progress without JavaScript', async () => {
    const { page } = await visitor().visit('/', { javaScriptEnabled: false })
    await page.getByLabel('什么事？').fill(LAMP)
    await page.getByLabel('在哪里？').fill('光华路188号')
    await page.getByLabel('手机号').fill('138')
    await page.getByRole('button', { name: '提交诉求' }).click()
    expect(await page.locator('#phone-error').textContent()).toContain('11 位')
    expect(await page.getByLabel('什么事？').inputValue()).toBe(LAMP)

    await page.getByLabel('手机号').fill(PHONE)
    await page.getByRole('button', { name: '提交诉求' }).click()
    const [number, code] = await page.locator('.keepsake .value').allTextContents()
    expect(number).toMatch(NUMBER)
    expect(code?.length).toBeGreaterThanOrEqual(16)

    await page.getByRole('link', { name: '查进度' }).first().click()
    await page.getByLabel('工单号').fill(number ?? '')
    await page.getByLabel('手机号或查询码').fill('13800138999')
    await page.getByRole('button', { name: '查一下' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('没有查到')
    await page.getByLabel('手机号或查询码').fill(code ?? '')
    await page.getByRole('button', { name: '查一下' }).click()
    expect(await page.locator('.next-words').textContent()).toContain('前答复您')
    expect(await page.locator('.story blockquote').textContent()).toContain('路灯坏了三天')
  })

  it('asks one question at a time, and says beside the field what is wrong', async () => {
    const { page, complaints } = await visitor().visit('/', A_PHONE)
    expect(await page.locator('form section:visible').count()).toBe(1)
    expect(await layoutShift(page)).toBeLessThan(0.02)
    await page.getByRole('button', { name: '下一步' }).click()
    expect(await page.locator('#text-error').textContent()).toContain('至少 5 个字')
    await page.getByLabel('什么事？').fill(LAMP)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('在哪里？').fill('光华路188号')
    await page.getByLabel('在哪里？').press('Enter')
    await page.getByLabel('手机号').fill(PHONE)
    await page.getByLabel('手机号').press('Enter')
    expect(await page.locator('.review').textContent()).toContain(LAMP)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: '提交诉求' }).click()
    expect(await page.locator('.keepsake .value').first().textContent()).toMatch(NUMBER)
    await page.getByRole('button', { name: '复制' }).first().click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(NUMBER)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('keeps the draft over a reload and over a lost connection, and forgets it once sent', async () => {
    const { page } = await visitor().visit('/')
    await page.getByLabel('什么事？').fill(LAMP)
    await page.reload()
    expect(await page.getByLabel('什么事？').inputValue()).toBe(LAMP)
    for (let step = 1; step < 4; step++) await page.getByRole('button', { name: '下一步' }).click()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '提交诉求' }).click()
    await page.getByRole('alert').filter({ hasText: '网络断开了' }).waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '提交诉求' }).click()
    await page.locator('.keepsake').first().waitFor()
    await page.goto(`${visitor().url}/`)
    expect(await page.getByLabel('什么事？').inputValue()).toBe('')
  })

  it('takes a photo without JavaScript, and keeps it while something else is mended', async () => {
    const { page } = await visitor().visit('/', { javaScriptEnabled: false })
    await page.getByLabel('什么事？').fill(LAMP)
    await page.getByLabel('照片（可以不加）').setInputFiles(await aPhoto())
    await page.getByLabel('手机号').fill('138')
    await page.getByRole('button', { name: '提交诉求' }).click()
    expect(await page.locator('.photos li').textContent()).toContain('照片 1 已收到')
    await lookAt(page, 'kept')
    await page.getByLabel('手机号').fill(PHONE)
    await page.getByRole('button', { name: '提交诉求' }).click()
    const number = await page.locator('.keepsake .value').first().textContent()
    expect(number).toMatch(NUMBER)
    await page.reload()
    expect(await page.locator('.keepsake .value').first().textContent()).toBe(number)
  })

  it('sends photos beside the typing: progress, retry, removal, six at most', async () => {
    const { page } = await visitor().visit('/', A_PHONE)
    const shares: string[] = []
    await page.exposeFunction('sawShare', (words: string) => shares.push(words))
    await page.evaluate(`new MutationObserver(() =>
      sawShare(document.querySelector('.photos .words')?.textContent ?? '')
    ).observe(document.querySelector('[data-photos]'), { subtree: true, childList: true, characterData: true })`)
    await page.getByLabel('什么事？').fill(LAMP)

    await page.context().setOffline(true)
    await pick(page, await aPhoto())
    await page.locator('li[data-state=failed]').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '重试照片 1' }).click()
    await page.locator('li[data-state=sent]').waitFor()
    expect(shares.some((words) => /正在上传 \d+%/.test(words))).toBe(true)
    expect(await page.locator('.photos img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)

    await pick(page, { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
    await page.locator('li[data-state=failed]').waitFor()
    await lookAt(page, 'photos')
    await page.getByRole('button', { name: '删除照片 2' }).click()
    await pick(
      page,
      ...(await Promise.all(Array.from({ length: 7 }, (_, index) => aPhoto(`#${index}0${index}0${index}0`)))),
    )
    await page.locator('li[data-state=sent]').nth(5).waitFor()
    expect(await page.locator('#photos-error').textContent()).toContain('最多 6 张')
    expect(await page.locator('.photos li').count()).toBe(6)
    expect(await seriousFindings(page)).toEqual([])
  })

  it('finds the place on the city’s own map, by keyboard alone, and tells the street', async () => {
    const { page, complaints } = await visitor().visit('/')
    await page.getByLabel('什么事？').focus()
    await page.keyboard.type('门口的路灯坏了三天，晚上看不见路')
    await tabTo(page, '下一步')
    await page.keyboard.press('Enter')
    await tabTo(page, '在地图上选')
    await page.keyboard.press('Enter')
    await page.locator('.map-sheet:focus').waitFor()
    for (let times = 0; times < 6; times++) await page.keyboard.press('+')
    await page.keyboard.press('ArrowLeft')
    const words = page.locator('[data-place-words]')
    const before = await words.textContent()
    for (let times = 0; times < 4; times++) await page.keyboard.press('Shift+ArrowRight')
    expect(await words.textContent()).not.toBe(before)
    expect(await words.textContent()).toMatch(/(街道|镇)，离.+约 \d+ 米$/)
    await lookAt(page, 'map')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await page.locator('[data-map]').isVisible()).toBe(false)
    const street = /区(.+?(街道|镇))/.exec((await words.textContent()) ?? '')?.[1]
    for (let step = 0; step < 2; step++) {
      await tabTo(page, '下一步')
      await page.keyboard.press('Enter')
    }
    expect(await page.locator('.review').textContent()).toContain(street)
    await lookAt(page, 'review')
    await tabTo(page, '提交诉求')
    await page.keyboard.press('Enter')
    const number = await page.locator('.keepsake .value').first().textContent()
    const { ticket } = await desk().ask<{ ticket: { place: { streetName: string; point: object } } }>(
      'query ($number: ID!) { ticket(number: $number) { place { streetName point { latitude longitude } } } }',
      { number },
    )
    expect(ticket.place.streetName).toBe(street)
    expect(complaints).toEqual([])
  })

  it('takes the position from the browser; whoever refuses is shown another way', async () => {
    const { districts } = await desk().ask<{
      districts: { streets: { name: string; places: { name: string; point: Spot }[] }[] }[]
    }>('{ districts { streets { name places { name point { latitude longitude } } } } }')
    const street = districts[0]?.streets[0]
    const spot = street?.places[0]
    const { page } = await visitor().visit('/', { ...A_PHONE, permissions: [] })
    await page.getByLabel('什么事？').fill(LAMP)
    await page.getByRole('button', { name: '下一步' }).click()
    const words = page.locator('[data-place-words]')
    await page.getByRole('button', { name: '我现在的位置' }).click()
    await words.filter({ hasText: '没有允许使用位置' }).waitFor()

    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: 39.9, longitude: 116.4 })
    await page.getByRole('button', { name: '我现在的位置' }).click()
    await words.filter({ hasText: '您现在不在澜城市' }).waitFor()
    expect(await page.locator('input[name=latitude]').inputValue()).toBe('')

    await page.context().setGeolocation(spot?.point ?? { latitude: 0, longitude: 0 })
    await page.getByRole('button', { name: '我现在的位置' }).click()
    await words.filter({ hasText: `${street?.name}，离${spot?.name}` }).waitFor()
    await page.locator('.map-sheet').tap({ position: { x: 100, y: 100 } })
    await words.filter({ hasNotText: `离${spot?.name}约 10 米` }).waitFor()
    await page.getByRole('button', { name: '去掉位置' }).click()
    expect(await page.locator('input[name=latitude]').inputValue()).toBe('')
  })

  it('keeps photo and place over a reload; sent twice it is one ticket', async () => {
    const { page } = await visitor().visit('/')
    await page.getByLabel('什么事？').fill(`${LAMP}。请快些`)
    await pick(page, await aPhoto('#303030'))
    await page.locator('li[data-state=sent]').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '在地图上选' }).click()
    await page.locator('.map-sheet:focus').waitFor()
    await page.keyboard.press('ArrowUp')
    const words = await page.locator('[data-place-words]').textContent()
    await page.reload()
    await page.locator('li[data-state=sent]').waitFor()
    for (let step = 1; step < 4; step++) await page.getByRole('button', { name: '下一步' }).click()
    expect(await page.locator('.review').textContent()).toContain(words)
    expect(await page.locator('.review img').count()).toBe(1)

    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData() ?? ''))
    // The answer is lost on its way: the request is there, the citizen does not know.
    await page.route('**/', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '提交诉求' }).click()
    await page.getByRole('alert').filter({ hasText: '连不上服务器' }).waitFor()
    await page.unrouteAll()
    await page.getByRole('button', { name: '提交诉求' }).dblclick()
    await page.locator('.keepsake').first().waitFor()
    const keys = sent.map((body) => new URLSearchParams(body).get('idempotencyKey'))
    expect(keys.length).toBeGreaterThanOrEqual(2)
    expect(new Set(keys).size).toBe(1)
    await page.goto(`${visitor().url}/`)
    expect(await page.locator('.photos li').count()).toBe(0)
  })

  it('has large type, and keeps to it', async () => {
    const { page } = await visitor().visit('/track')
    const size = () => page.evaluate('getComputedStyle(document.body).fontSize')
    expect(await size()).toBe('18px')
    await page.getByRole('button', { name: '大字版' }).click()
    expect(await size()).toBe('22px')
    await page.reload()
    expect(await size()).toBe('22px')
    expect(await page.getByRole('button', { name: '大字版' }).getAttribute('aria-pressed')).toBe('true')
  })

  it.each([
    ['with', true],
    ['without', false],
  ])('lets the citizen judge, %s JavaScript', async (_, javaScriptEnabled) => {
    const number = await desk().submit(LAMP, PHONE)
    await desk().finish(number)
    const { page, complaints } = await visitor().visit('/track', { javaScriptEnabled })
    await page.getByLabel('工单号').fill(number)
    await page.getByLabel('手机号或查询码').fill(PHONE)
    await page.getByRole('button', { name: '查一下' }).click()
    await page.getByRole('button', { name: '已解决' }).click()
    await page.getByRole('button', { name: '满意', exact: true }).click()
    expect(await page.getByRole('status').textContent()).toContain('谢谢您的评价')
    expect(await page.locator('.verdict').textContent()).toContain('已解决，满意')
    expect(complaints).toEqual([])
  })

  it('says kindly that a page does not exist', async () => {
    const { page } = await visitor().visit('/nowhere')
    expect(await page.locator('h1').textContent()).toBe('没有这个页面')
    expect(await seriousFindings(page)).toEqual([])
  })
}

/** Leaves the city some thirty requests richer, so it comes last. */
export function tellRushStory(visitor: () => Visitor): void {
  it('in a rush lets scripts work for their place, and tells the others what to do', async () => {
    const crowd = { extraHTTPHeaders: { 'x-forwarded-for': '198.51.100.77' } }
    const { page, complaints } = await visitor().visit('/', crowd)
    const post = (text: string) =>
      fetch(visitor().url, { method: 'POST', body: new URLSearchParams({ text }), headers: crowd.extraHTTPHeaders })
    for (let sent = 0; sent < 12; sent++) await post(`${LAMP}，第 ${sent} 遍`)
    const statuses: number[] = []
    page.on('response', (response) => response.request().method() === 'POST' && statuses.push(response.status()))
    await page.getByLabel('什么事？').fill('路口的红绿灯不亮了，请来看看')
    for (let step = 1; step < 4; step++) await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '提交诉求' }).click()
    await page.locator('.keepsake').first().waitFor()
    expect(statuses).toEqual([428, 200])
    // The browser itself notes the 428; the page complains of nothing else.
    expect(complaints.filter((words) => !words.includes('428'))).toEqual([])

    for (let sent = 12; sent < 40; sent++) await post(`${LAMP}，第 ${sent} 遍`)
    const plain = await visitor().visit('/', { ...crowd, javaScriptEnabled: false })
    await plain.page.getByLabel('什么事？').fill('路口的红绿灯不亮了，请来看看')
    await plain.page.getByRole('button', { name: '提交诉求' }).click()
    expect(await plain.page.getByRole('alert').textContent()).toContain('急事请直接拨打 12345')
    expect(await plain.page.getByLabel('什么事？').inputValue()).toContain('红绿灯')
    await lookAt(plain.page, 'rush')
  })
}

interface Spot {
  latitude: number
  longitude: number
}

async function aPhoto(colour = '#7a8a5c') {
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await takePhoto({ colour }) }
}

const pick = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('input[name=photos]').setInputFiles(files)

/** Presses Tab until the button with these words has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if (await page.evaluate<boolean>(`document.activeElement.textContent.trim() === ${JSON.stringify(words)}`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${words} cannot be reached by Tab`)
}
