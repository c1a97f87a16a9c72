import './console.css'
import { useSignal } from '@preact/signals'
import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import { Opening } from '../design/opening.tsx'
import { resume, staff } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { Workbench } from './workbench.tsx'

function Console() {
  const problem = useSignal<string | undefined>(undefined)
  const start = () => {
    problem.value = undefined
    resume().catch((error: unknown) => {
      problem.value = error instanceof Error ? error.message : '工作台没有打开，请重试。'
    })
  }
  useEffect(start, [])
  if (problem.value) {
    return (
      <main class="sign-in">
        <h1>工作台没有打开</h1>
        <p role="alert">{problem.value}</p>
        <button type="button" class="button primary" onClick={start}>
          重试
        </button>
      </main>
    )
  }
  if (staff.value === null) return <Opening />
  return staff.value ? <Workbench /> : <SignIn />
}

const root = document.getElementById('app')
if (root) render(<Console />, root)
