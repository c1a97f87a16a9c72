import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { hotline } from '../design/hotline.ts'
import { Logo } from '../design/logo.tsx'
import { FIRST_STEPS, firstNeeds, loadFirstNeeds } from './first-needs.ts'
import { signIn } from './session.ts'

/** 工作人员登录. */
export function SignIn() {
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const submit = async (form: HTMLFormElement) => {
    const fields = new FormData(form)
    const field = (name: string) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value : ''
    }
    busy.value = true
    problem.value = undefined
    try {
      await signIn(field('username').trim(), field('password'))
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有登录成功，请重试。'
    }
    busy.value = false
  }
  useEffect(() => {
    // Nobody is kept from signing in by a question that fails.
    loadFirstNeeds().catch(() => {})
  }, [])
  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <p class="brand">
          <Logo size={32} /> {hotline()}工作台
        </p>
        <h1>工作人员登录</h1>
        <label>
          用户名
          <input name="username" autocomplete="username" required autofocus />
        </label>
        <label>
          密码
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {firstNeeds.value.includes('STAFF') && (
          <div class="notice-line first">
            <p>
              {FIRST_STEPS.STAFF.without}
              {FIRST_STEPS.STAFF.how}
            </p>
            <code>{FIRST_STEPS.STAFF.command}</code>
          </div>
        )}
        {problem.value && (
          <p class="notice-line alarm" role="alert">
            {problem.value}
          </p>
        )}
        <button type="submit" class="button primary" disabled={busy.value}>
          {busy.value ? '正在登录…' : '登录'}
        </button>
      </form>
    </main>
  )
}
