import './phone.css'
import { render } from 'preact'
import { Opening } from '../design/opening.tsx'
import { openDemo } from './demo.ts'
import { PhonePage } from './page.tsx'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')

const open = async () => {
  render(<Opening />, root)
  try {
    const demo = await openDemo()
    render(<PhonePage demo={demo} />, root)
  } catch (error) {
    render(
      <div class="failed" role="alert">
        <h1>演示没有打开</h1>
        <p>{error instanceof Error ? error.message : '请稍后再试。'}</p>
        <button type="button" class="button primary" onClick={() => void open()}>
          重试
        </button>
      </div>,
      root,
    )
  }
}

void open()
