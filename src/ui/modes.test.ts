import { expect, test } from 'vitest'
import { keepModes } from '#ui/modes.ts'

test.each([
  ['<a href="/recits">', '<a href="/recits?gros=1">'],
  [
    '<a class="btn" href="/recits?q=a&amp;theme=b#res">',
    '<a class="btn" href="/recits?q=a&amp;theme=b&amp;gros=1#res">',
  ],
  ['<a href="/#relais">', '<a href="/?gros=1#relais">'],
  ['<a href="/ar?gros=1">', '<a href="/ar?gros=1">'],
  [
    '<form action="/recits" method="get">',
    '<form action="/recits" method="get"><input type="hidden" name="gros" value="1"/>',
  ],
])('keeps big buttons: %s', (from, to) => {
  expect(keepModes(from, ['gros'])).toBe(to)
})

test.each([
  '<a href="#texte">',
  '<a href="https://example.org/">',
  '<a href="//example.org/">',
  '<a href="tel:0353012468">',
  '<a class="aid" href="/recits" data-big-toggle data-label="Gros boutons">',
  '<form action="/raconter/rappel" method="post">',
  '<link rel="stylesheet" href="/assets/style.css">',
])('leaves as it is: %s', (tag) => {
  expect(keepModes(tag, ['gros'])).toBe(tag)
})

test('keeps the easy version too, but on the links that leave it', () => {
  const both = (tag: string) => keepModes(tag, ['gros', 'facile'])
  expect(both('<a href="/recits?q=a#res">')).toBe('<a href="/recits?q=a&amp;gros=1&amp;facile=1#res">')
  expect(both('<a href="/recits" data-easy-toggle>')).toBe('<a href="/recits?gros=1" data-easy-toggle>')
  expect(both('<a class="btn read-full" href="/recits/123456">')).toBe(
    '<a class="btn read-full" href="/recits/123456?gros=1">',
  )
  expect(both('<a href="/recits" data-big-toggle>')).toBe('<a href="/recits?facile=1" data-big-toggle>')
})
