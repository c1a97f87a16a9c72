import { expect, it } from 'vitest'
import type { CityDesk } from './support/city.ts'
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
