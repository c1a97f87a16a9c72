import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { CityDesk } from './support/city.ts'
import type { ActingCitizen } from './support/acting-citizen.ts'
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
export function tellConsoleStory(
  visitor: () => Visitor,
  desk: () => CityDesk,
  citizen: () => ActingCitizen,
  password: string,
): void {
  let session: string | undefined
  /** Types the password once: an account has ten tries in ten minutes. Later visits bring the session along. */
  const signIn = async (options = {}): Promise<Visit> => {
    const visit = await visitor().visit('/console', options)
    const { page } = visit
    if (session === undefined) {
      await page.getByLabel('用户名').fill('admin')
      await page.getByLabel('密码').fill(password)
      await page.getByLabel('密码').press('Enter')
    } else {
      await page.evaluate(`sessionStorage.setItem('jiesu-staff', ${JSON.stringify(session)})`)
      await page.reload()
    }
    await page.locator('.row a').first().waitFor()
    session ??= String(await page.evaluate(`sessionStorage.getItem('jiesu-staff')`))
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
    await page.keyboard.type('我们保证今后绝不再发生。')
    await page.locator('.reply-hints mark', { hasText: '保证今后绝不再发生' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Control+A')
    await page.keyboard.type('您好，已责令工地夜间停工，我们会继续巡查。')
    await page.keyboard.press('Control+Enter')
    await page.locator('.grace').waitFor()
    await page.getByRole('button', { name: /撤销/ }).press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('已撤销')

    await page.getByLabel('回复市民').press('Control+Enter')
    await page.locator('.case-head .state', { hasText: '已回复' }).waitFor({ timeout: 40_000 })
    await page.keyboard.press('c')
    await page.locator('.case-head .state', { hasText: '已办结' }).waitFor({ timeout: 40_000 })
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

  it('shows what the citizen did since: urged, added, withdrew', async () => {
    const number = await desk().submit('建国街道光华路的长椅坏了，请来修', '13800138003')
    const { page, complaints } = await signIn()
    await citizen().urges(number)
    await citizen().adds(number, '第二张长椅也坏了，见照片')
    await page.goto(`${page.url().split('#')[0]}#/tickets/to-sign/${number}`)
    await page.locator('.case h2', { hasText: number }).waitFor()
    await page.locator('.supplements', { hasText: '第二张长椅也坏了，见照片' }).waitFor()
    expect(await page.locator('.supplements').textContent()).toContain('图片 1 个')
    expect(await page.locator('.case-head').textContent()).toContain('催办 1 次')
    expect(await page.locator(`[data-number="${number}"]`).textContent()).toContain('催办 1')
    expect(await seriousFindings(page)).toEqual([])

    await citizen().withdraws(number)
    await page.locator('.case-head .state', { hasText: '已撤回' }).waitFor({ timeout: 40_000 })
    expect(await page.locator('.stepper').textContent()).toContain('撤回')
    expect(await page.locator('.case-head .actions button').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('shows first who wants to be called back', async () => {
    const number = await citizen().asksForAPerson('机器人听不懂，请给我回电话')
    const { page } = await signIn()
    const first = page.locator('.views li a').first()
    await first.locator('.alarm', { hasText: '1' }).waitFor()
    await first.click()
    await page.locator(`[data-number="${number}"]`, { hasText: '等回电' }).click()
    await page.locator('.case-head', { hasText: '等热线回电' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it('lets people say what an unsure category is, and put right what was understood', async () => {
    const number = await desk().submit('光华小区门口垃圾和诊所的事', '13800138006')
    const { page, complaints } = await signIn()
    await page.getByRole('link', { name: '待人工分类' }).click()
    const row = page.locator('.row', { has: page.locator(`[data-number="${number}"]`) })
    await row.locator('a').click()
    await page.locator('.case h2', { hasText: number }).waitFor()
    await page.getByRole('button', { name: '更正地点' }).press('Enter')
    await page.getByRole('combobox').fill('莲塘街道')
    await page.locator('.pick li').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByLabel('更正的理由').fill('来电说在莲塘')
    await page.keyboard.press('Enter')
    await page.locator('[data-field="place"]', { hasText: '已更正' }).waitFor()
    expect(await page.locator('[data-field="place"]').textContent()).toContain('原为“光华区建国街道光华小区”')
    await row.locator('.guesses button').first().click()
    await page.locator('[data-field="category"]', { hasText: '已确认' }).waitFor()
    await page.locator('.review').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '模型对照' }).click()
    await page.locator('.drift li', { hasText: '地点（街道）' }).waitFor()
    expect(await page.title()).toContain('模型与人工对照')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('shows what the bot failed on, and has it heard again', async () => {
    await citizen().isNotUnderstood()
    const { page } = await signIn()
    await page.getByRole('link', { name: '放在一边' }).click()
    await page.locator('.asides li', { hasText: '微博' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: '再处理一次' }).click()
    await page.locator('.asides', { hasText: '没有放在一边的消息' }).waitFor()
  })

  it('shows a call with what was not heard well, and who is to be called back', async () => {
    const call = { caller: '13800138501', startedAt: new Date().toISOString() }
    const turns = [
      { speaker: 'agent', text: '您好，12345，请讲。', offsetMs: 800 },
      { speaker: 'citizen', text: '建国街道光华路路灯坏了', offsetMs: 7000, confidence: 0.41 },
    ]
    await desk().call({ call: { ...call, id: 'browser-1' }, turns })
    await desk().call({ call: { ...call, id: 'browser-2', caller: '13800138502', outcome: 'abandoned' } })
    const { page, complaints } = await signIn()
    await page
      .locator('.row', { hasText: /光华路路灯坏了.*电话/s })
      .first()
      .locator('a')
      .click()
    await page.locator('.calls .unsure').waitFor()
    expect(await page.locator('.to-verify').textContent()).toContain('没听清地点')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: '已核实' }).press('Enter')
    await page.locator('.to-verify').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '未接来电' }).click()
    const dropped = page.locator('.dropped li', { hasText: '13800138502' })
    await dropped.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await dropped.getByRole('button', { name: '已回拨' }).press('Enter')
    await dropped.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
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
