import { expect, test } from 'vitest'
import { LocaleProvider, useLocale } from '#ui/locale.tsx'
import { renderPage } from '#ui/render.ts'
import { drawnOnce, markup, written } from '#ui/written.ts'

test('words from elsewhere are escaped; markup, and lists of both, stay', () => {
  const said = markup`<b title="${'"<&'}">${'a < b & "c"'}</b>`
  expect(said.html).toBe('<b title="&quot;&lt;&amp;">a &lt; b &amp; &quot;c&quot;</b>')
  expect(markup`<p>${said}${['<i>', markup`<br>`, 3]}${false}${undefined}${null}${0}</p>`.html).toBe(
    `<p>${said.html}&lt;i><br>30</p>`,
  )
})

test('what is drawn once is drawn again for other properties and another language, and escapes as a page does', () => {
  let drawings = 0
  const Part = drawnOnce((props: { words: string }) => {
    drawings++
    return (
      <p lang={useLocale()} title={props.words}>
        {props.words}
      </p>
    )
  })
  const page = (locale: 'fr' | 'ar', words: string) =>
    renderPage(
      <LocaleProvider locale={locale}>
        <div>
          <Part words={words} />
          {written(markup`<i>${words}</i>`)}
          <b lang={locale}>{words}</b>
        </div>
      </LocaleProvider>,
    )
  const first = page('fr', '<&">')
  expect(first).toBe(
    '<!doctype html><div><p lang="fr" title="&lt;&amp;&quot;>">&lt;&amp;&quot;></p><i>&lt;&amp;&quot;></i><b lang="fr">&lt;&amp;&quot;></b></div>',
  )
  expect(page('fr', '<&">')).toBe(first)
  expect(drawings).toBe(1)
  expect(page('ar', '<&">')).toContain('<p lang="ar"')
  expect(page('fr', 'autre')).toContain('>autre</p>')
  expect(drawings).toBe(3)
})
