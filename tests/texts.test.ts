// Interface texts: the same keys and the same placeholders in French, English and Arabic; readable ICU; the plural
// forms Arabic needs; French typography.

import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../src')
const names = (await readdir(root, { recursive: true })).filter((name) => /messages[/\\](?:.*\.)?fr\.json$/.test(name))
const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other']

const load = async (name: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(path.join(root, name), 'utf8')) as Record<string, string>

function placeholdersOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((each) => {
    if (each.type === TYPE.literal || each.type === TYPE.pound) return []
    if (each.type === TYPE.tag) return placeholdersOf(each.children)
    const inner = 'options' in each ? Object.values(each.options).flatMap((option) => placeholdersOf(option.value)) : []
    return [each.value, ...inner]
  })
}

function missingForms(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((each) => {
    if (!('options' in each)) return []
    const inner = Object.values(each.options).flatMap((option) => missingForms(option.value))
    if (each.type !== TYPE.plural || each.pluralType === 'ordinal') return inner
    return [
      ...inner,
      ...arabicForms.filter(
        (form) =>
          !(form in each.options) &&
          !(form === 'zero' && '=0' in each.options) &&
          !(form === 'one' && '=1' in each.options) &&
          !(form === 'two' && '=2' in each.options),
      ),
    ]
  })
}

// "{of}" is the town's name as French joins it ("d’Angers"): the other languages take "{town}".
const placeholders = (message: string): string[] =>
  [
    ...new Set(placeholdersOf(parse(message, { ignoreTag: true })).map((name) => (name === 'of' ? 'town' : name))),
  ].toSorted()

describe.each(names)('%s', (name) => {
  test('says the same things in the three languages', async () => {
    const [fr, en, ar] = await Promise.all([
      load(name),
      load(name.replace(/fr\.json$/, 'en.json')),
      load(name.replace(/fr\.json$/, 'ar.json')),
    ])
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted())
    expect(Object.keys(ar).toSorted()).toEqual(Object.keys(fr).toSorted())
    const wrong = Object.keys(fr).flatMap((key) => {
      const problems: string[] = []
      for (const [language, message] of [
        ['en', en[key]],
        ['ar', ar[key]],
      ] as const) {
        if (!message?.trim() && fr[key]?.trim()) problems.push(`${key}: empty in ${language}`)
        else if (placeholders(message ?? '').join() !== placeholders(fr[key] ?? '').join())
          problems.push(`${key}: other placeholders in ${language}`)
      }
      for (const form of missingForms(parse(ar[key] ?? '', { ignoreTag: true })))
        problems.push(`${key}: no form "${form}" in ar`)
      // A straight apostrophe is an ICU escape, and bad typography.
      for (const message of [fr[key], en[key], ar[key]])
        if (message?.includes("'")) problems.push(`${key}: straight apostrophe`)
      if (
        /[a-zàéèêç»] [:;?!»]|« (?! )/.test((fr[key] ?? '').replace(/ /g, ' ')) &&
        /[^  ][:;?!»]/.test(fr[key] ?? '') &&
        / [:;?!»]|« /.test(fr[key] ?? '')
      )
        problems.push(`${key}: plain space before : ; ? ! or inside « » in fr`)
      return problems
    })
    expect(wrong).toEqual([])
  })
})
