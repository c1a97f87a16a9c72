import { describe, expect, it } from 'vitest'
import { freshWords } from '../../bot/channels/email/fresh-words.ts'
import { textOfHtml } from '../../bot/channels/email/html-text.ts'

describe('the new words of a mail', () => {
  it.each([
    ['a short one', '光华路路灯不亮', '光华路路灯不亮'],
    ['several lines', '您好，\r\n\r\n光华路路灯不亮\r\n', '您好，\n光华路路灯不亮'],
    ['with a signature', '路灯不亮\n-- \n测试市民\n某公司', '路灯不亮'],
    ['with what the program added', '路灯不亮\n发自我的iPhone', '路灯不亮'],
    ['an answer under a head', '在门口\n在 2026年11月30日，12345热线 写道：\n> 请问在哪里', '在门口'],
    ['an answer in English', 'at the gate\nOn Monday 12345 wrote:\n> where?', 'at the gate'],
    ['an answer of QQ mail', '在门口\n------------------ 原始邮件 ------------------\n发件人: x', '在门口'],
    ['an answer of Outlook', '在门口\n发件人: 12345\n发送时间: 今天\n请问在哪里', '在门口'],
    ['an answer between the lines', '> 什么事？\n路灯不亮\n> 在哪里？\n光华路', '路灯不亮\n光华路'],
    ['nothing but what is passed on', '-----转发邮件-----\n发件人: a@example.com\n主题: 井盖\n\n井盖坏了', '井盖坏了'],
    ['nothing', '', ''],
  ])('%s', (_, mail, words) => {
    expect(freshWords(mail)).toBe(words)
  })
})

describe('an HTML mail as plain lines', () => {
  it.each([
    ['<p>路灯<b>不亮</b></p><p>请来修</p>', '路灯不亮\n请来修'],
    ['一<br>二<br/>三', '一\n二\n三'],
    ['a\n  b&nbsp;&lt;c&gt;&#20013;&#x6587;&amp;', 'a b <c>中文&'],
    ['<script>var a = "<p>x</p>"</script>好', '好'],
    ['<style>p{}</style><title>题</title>好', '好'],
    ['好<script>没有结束', '好'],
    ['好<没有结束', '好'],
    ['好<div class="gmail_quote">旧的</div>', '好'],
    ['<blockquote>旧的<br>还是旧的</blockquote>新的', '新的'],
    ['&unknown;&#0;&#xD800;&#1114112;好', '&unknown; 好'],
    ['<a href="javascript:alert(1)">点这里</a>', '点这里'],
    ['İ<STYLE>x</STYLE>好', 'İ好'],
  ])('%s', (html, words) => {
    expect(freshWords(textOfHtml(html)).replaceAll(/ +/g, ' ')).toBe(words)
  })

  it('costs one pass, whatever is in it', () => {
    const size = 200_000
    const bodies = ['<', '<script', '<p', '&#1', '</blockquote', '<script></script', '<blockquote>', '< ', '&amp;&']
    for (const piece of bodies) {
      const start = performance.now()
      freshWords(textOfHtml(piece.repeat(size / piece.length)))
      expect(performance.now() - start, piece).toBeLessThan(500)
    }
  })
})
