import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { A_PHONE, type Visitor, layoutShift, seriousFindings } from './support/visitor.ts'

/** Where the picture of the README stands; drawn anew only when asked for, so that a test run changes no file. */
const PICTURE = new URL('../../api/pages/phone/phone.png', import.meta.url).pathname

const COMPLAINT = '光华路188号门口的井盖坏了，晚上走路差点掉下去，请尽快来修'

const nextStep = (page: Page, name: string) => page.locator('.actions').getByRole('button', { name, exact: true })
const choice = (page: Page, label: string) =>
  page.locator('.bubble.menu').getByRole('button', { name: label, exact: true })

/** /phone: a newcomer sees the whole thing work. */
export function tellPhoneStory(visitor: () => Visitor): void {
  it('welcomes a newcomer on the phone, and says beside it what there is to see', async () => {
    const { page, complaints } = await visitor().visit('/phone')
    await page.locator('.message.city .bubble').first().waitFor()
    expect(await page.locator('.welcome h2').textContent()).toContain('一句话')
    expect(await page.locator('.scenarios button').count()).toBeGreaterThanOrEqual(7)
    expect(await layoutShift(page)).toBeLessThan(0.02)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('turns one typed sentence into a measured answer, by clicking through both sides', async () => {
    const { page, complaints } = await visitor().visit('/phone')
    await page.getByLabel('说一件事').fill(COMPLAINT)
    await page.getByLabel('说一件事').press('Enter')

    await page.locator('.case h2').waitFor()
    expect(await page.locator('.words').textContent()).toContain('井盖')

    const place = page.locator('.fact button', { hasText: '地点' })
    await place.hover()
    expect(await page.locator('.words mark.lit').first().textContent()).toContain('光华路')

    await nextStep(page, '签收').click()
    await nextStep(page, '回复').click()
    await page.getByLabel('回复市民').fill('您好，井盖已经更换，并拍照存档。感谢您及时反映。')
    await page.getByRole('button', { name: '发送' }).click()
    await nextStep(page, '办结').click()

    await choice(page, '已解决').click()
    await choice(page, '满意').click()
    await page.locator('.stepper li.reached').nth(5).waitFor()
    expect(await page.locator('.actions').textContent()).toContain('已解决 · 满意')
    await page.locator('.score .moved, .score .rate b').first().waitFor()
    expect(await page.locator('.timeline li').count()).toBeGreaterThanOrEqual(6)
    await page.locator('.notices li', { hasText: '受理告知' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('shows the unit the photo that was sent along', async () => {
    const { page, complaints } = await visitor().visit('/phone')
    await page.getByLabel('说一件事').fill(COMPLAINT)
    await page.getByLabel('说一件事').press('Enter')
    await page.locator('.case h2').waitFor()
    await page.getByRole('button', { name: '照片、语音、位置' }).click()
    await page.locator('.extras').getByRole('button', { name: '照片' }).click()
    await page.locator('.attachments .thumbnail img').waitFor()
    await page.getByRole('button', { name: '放大图片 1' }).click()
    await page.locator('.photo-dialog[open] img').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.timeline li.supplemented', { hasText: '附件 1 个' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('plays a whole story by itself, and takes its picture when asked to', async () => {
    const { page, complaints } = await visitor().visit('/phone')
    await page.locator('.scenarios button').first().click()
    await page.getByRole('button', { name: '4×' }).click()
    await page.locator('.player p', { hasText: '故事讲完了' }).waitFor({ timeout: 60_000 })
    await page.locator('.score .moved').first().waitFor()
    if (process.env['UPDATE_SCREENSHOT'] === '1') {
      await page.waitForTimeout(800)
      await page.screenshot({ path: PICTURE })
    }
    expect(complaints).toEqual([])
  })

  it('plays step by step: each press is one step, and a story can be left', async () => {
    const { page } = await visitor().visit('/phone')
    await page.locator('.scenarios button').first().click()
    await page.getByRole('button', { name: '单步' }).click()
    await page.getByRole('button', { name: '播放', exact: true }).waitFor()
    const before = await page.locator('.progress .done').count()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('.progress .done').nth(before).waitFor()
    await page.getByRole('button', { name: '离开故事，自己说' }).click()
    expect(await page.locator('.player').count()).toBe(0)
  })

  it('shows the halves as tabs on a phone, with a dot where something happened meanwhile', async () => {
    const { page } = await visitor().visit('/phone', A_PHONE)
    await page.getByLabel('说一件事').fill(COMPLAINT)
    await page.getByLabel('说一件事').press('Enter')
    const city = page.locator('.tabs').getByRole('button', { name: /城市这边/ })
    await city.locator('.dot').waitFor()
    await city.click()
    await page.locator('.case h2').waitFor()
    expect(await city.locator('.dot').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })
}
