// Papers are set from data: words stay words, whatever they are; a machine without typesetter says so and goes on.

import { describe, expect, test } from 'vitest'
import { arabicWords, readPdf } from '#tests/support/pdf.ts'
import { createTypesetter, typeset } from './typst.ts'

const at = new Date('2026-11-22T10:00:00Z')
const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4")
#set text(lang: data.language, dir: if data.language == "ar" { rtl } else { ltr }, font: ("Atkinson Hyperlegible Next", "IBM Plex Sans Arabic"), size: 16pt)
= #data.title
#data.words
`
const set = async (words: string, language = 'fr') =>
  await readPdf(await typeset({ template, data: { title: 'Essai', language, words }, at }))
const squeezed = (text: string) => text.replace(/\s+/g, '')

describe('a paper', () => {
  test('is tagged, with its language and its title', async () => {
    const read = await set('Bonjour.')
    expect(read).toMatchObject({ title: 'Essai', language: 'fr', isTagged: true })
    expect(read.roles).toContain('H1')
    expect(read.pages).toHaveLength(1)
  })

  test.each([
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    '\\ "quoted" \\u{41} $x^2$ @ref <label> `code` *bold* _it_',
    '#panic("no") ] } ) // comment /* block */',
    '= Not a heading',
  ])('never takes words for code: %s', async (words) => {
    expect(squeezed((await set(words)).pages.join(''))).toContain(squeezed(words))
  })

  test('keeps Arabic words, joined and in order', async () => {
    const { pages, language } = await set('مرحبا بكم في البلدة', 'ar')
    expect(language).toBe('ar')
    expect(arabicWords(pages.join('\n'))).toEqual(arabicWords('Essai مرحبا بكم في البلدة'))
  })

  test('with a letter that no font of ours has is set all the same', async () => {
    expect((await set('名前')).isTagged).toBe(true)
  })

  test('set again from the same words is the same, byte for byte', async () => {
    const paper = { template, data: { title: 'Essai', language: 'fr', words: 'Bonjour.' }, at }
    expect(Buffer.from(await typeset(paper)).equals(Buffer.from(await typeset(paper)))).toBe(true)
  })
})

describe('what goes wrong', () => {
  test('no typesetter on this machine: refused as unavailable, each time', async () => {
    const none = createTypesetter({ compiler: 'no-such-package' })
    const paper = { template, data: {}, at }
    await expect(none(paper)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(none(paper)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('too slow: refused as unavailable, and the next paper is set', async () => {
    const hurried = createTypesetter({ patience: 1_500 })
    const slow = '#let count = 0\n#for one in range(3000) { for other in range(3000) { count = count + 1 } }\n#count'
    await expect(hurried({ template: slow, data: {}, at }).then(({ length }) => length)).rejects.toMatchObject({
      code: 'unavailable',
    })
    const data = { title: 'Essai', language: 'fr', words: 'Ensuite.' }
    expect((await hurried({ template, data, at })).length).toBeGreaterThan(1_000)
  }, 60_000)

  test('a template of ours that is wrong is a bug, not a refusal', async () => {
    await expect(typeset({ template: '#nothing', data: {}, at })).rejects.toThrow('cannot be set')
  })

  test('too much data is refused before anything starts', async () => {
    const data = { words: 'a'.repeat(4_000_001) }
    await expect(typeset({ template, data, at })).rejects.toMatchObject({ code: 'too_large' })
  })
})
