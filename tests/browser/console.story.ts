import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { CityDesk } from './support/city.ts'
import { A_PHONE, type Visit, type Visitor, layoutShift, seriousFindings } from './support/visitor.ts'

const NOISE = '光华路188号旁边的工地夜里两点还在施工，吵得睡不着'

/** Walks down with j until the row of this ticket has the focus. */
async function walkTo(page: Page, number: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('j')
    if ((await page.evaluate('document.activeElement?.dataset?.number')) === number) return
  }
  throw new Error(`j never came to ${number}`)
}

/** /console: a ticket from sign-in to closing without touching the mouse. */
export function tellConsoleStory(visitor: () => Visitor, desk: () => CityDesk, password: string): void {
  const signIn = async (options = {}): Promise<Visit> => {
    const visit = await visitor().visit('/console', options)
    await visit.page.getByLabel('用户名').fill('admin')
    await visit.page.getByLabel('密码').fill(password)
    await visit.page.getByLabel('密码').press('Enter')
    await visit.page.locator('.row a').first().waitFor()
    return visit
  }
  it('refuses a wrong password in words', async () => {
    const { page } = await visitor().visit('/console')
    await page.getByLabel('用户名').fill('admin')
    await page.getByLabel('密码').fill('not-the-password')
    await page.getByLabel('密码').press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('不对')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('takes a ticket from signing to closing by keyboard alone', async () => {
    const number = await desk().submit(NOISE, '13800138001')
    const { page, complaints } = await signIn()
    await walkTo(page, number)
    await page.keyboard.press('Enter')
    await page.locator('.case h2', { hasText: number }).waitFor()
    expect(await layoutShift(page)).toBeLessThan(0.02)
    expect(await seriousFindings(page)).toEqual([])

    await page.keyboard.press('s')
    await page.locator('.case-head .state', { hasText: '办理中' }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('您好，已责令工地夜间停工，我们会继续巡查。')
    await page.keyboard.press('Control+Enter')
    await page.locator('.grace').waitFor()
    await page.getByRole('button', { name: /撤销/ }).press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('已撤销')

    await page.getByLabel('回复市民').press('Control+Enter')
    await page.locator('.case-head .state', { hasText: '已回复' }).waitFor({ timeout: 15_000 })
    await page.keyboard.press('c')
    await page.locator('.case-head .state', { hasText: '已办结' }).waitFor({ timeout: 15_000 })
    expect(complaints).toEqual([])
  })

  it('lets new tickets in without moving what is being read', async () => {
    const { page } = await signIn()
    await page.keyboard.press('j')
    const number = await desk().submit(NOISE, '13800138002')
    await page.locator('.held').waitFor()
    expect(await page.locator(`[data-number="${number}"]`).count()).toBe(0)
    await page.locator('.held').press('Enter')
    await page.locator(`[data-number="${number}"]`).waitFor()
  })

  it('lists its keys on ?, and closes the list on Escape', async () => {
    const { page } = await signIn()
    await page.keyboard.press('?')
    expect(await page.locator('.help').textContent()).toContain('签收')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.locator('.help').count()).toBe(0)
  })

  it('shows the three rates, and says in words who has too few answers to be ranked', async () => {
    const { page } = await signIn()
    await page.getByRole('link', { name: '考核' }).click()
    await page.locator('.assessment table').first().waitFor()
    expect(await page.locator('.assessment').textContent()).toContain('回访不足，不排名')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('is one pane at a time on a phone', async () => {
    const { page } = await signIn(A_PHONE)
    await page.locator('.row a').first().click()
    await page.locator('.case h2').waitFor()
    expect(await page.locator('.list-pane').isVisible()).toBe(false)
    await page.getByRole('link', { name: '回到列表' }).click()
    expect(await page.locator('.list-pane').isVisible()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })

  it('shows the sign-in again when the session is over', async () => {
    const { page } = await signIn()
    await page.evaluate(`sessionStorage.setItem('jiesu-staff', 'no-longer-good')`)
    await page.reload()
    await page.getByLabel('用户名').waitFor()
  })
}
