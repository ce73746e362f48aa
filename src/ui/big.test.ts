import { expect, test } from 'vitest'
import { keepBig } from '#ui/big.ts'

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
  expect(keepBig(from)).toBe(to)
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
  expect(keepBig(tag)).toBe(tag)
})
