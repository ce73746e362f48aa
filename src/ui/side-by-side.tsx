// A story in the language it was told in, with its translation beside it, paragraph by paragraph when they match.
// The reader may keep one: links that work without script, and only change what is shown with it.

import type { Block, Document } from '#core/contribution/document.ts'
import { ownName } from '#ui/languages.ts'
import { Foreign, useLanguageAttributes, useTexts } from '#ui/locale.tsx'
import { Blocks, Prose } from '#ui/prose.tsx'
import { texts } from '#ui/texts.ts'

/** A whole document, or plain paragraphs. */
export type Side = { language: string } & ({ document: Document } | { paragraphs: string[] })
/** Both, the one told, the translation. */
export type Shown = 'ab' | 'a' | 'b'

/**
 * `<SideBySide id="texte" original={{ language: 'ar', document }} translation={{ language: 'fr', document }} show="ab" hrefs={…} />`
 * `onlyShown` leaves the hidden side out of the page, for long texts: the links then load it.
 */
export function SideBySide(props: {
  id: string
  original: Side
  translation?: Side | undefined
  show?: Shown
  hrefs?: Record<Shown, string>
  onlyShown?: boolean
}) {
  const { id, original, translation, show = 'ab', hrefs, onlyShown = false } = props
  if (!translation)
    return <Prose document={documentIn(original)} language={original.language} class="prose stack said" />
  const alone = onlyShown && show !== 'ab' ? (show === 'a' ? original : translation) : undefined
  return (
    <div class="sides" id={id} data-show={show}>
      {hrefs && (
        <LanguageSwitch
          id={id}
          show={show}
          hrefs={hrefs}
          original={original}
          translation={translation}
          hasBoth={!alone}
        />
      )}
      {alone ? (
        <Prose document={documentIn(alone)} language={alone.language} class="prose stack said" />
      ) : (
        <div class="sides-rows said">
          {rowsOf(documentIn(original).content, documentIn(translation).content).map(([told, translated], index) => (
            <div key={index} class="sides-row">
              <Words side={original} blocks={told} class="side-a stack" />
              <Words side={translation} blocks={translated} class="side-b stack" />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

const Words = (props: { side: Side; blocks: readonly Block[]; class: string }) => (
  <Foreign lang={props.side.language} as="div" class={props.class}>
    <Blocks blocks={props.blocks} />
  </Foreign>
)

const documentIn = (side: Side): Document =>
  'document' in side
    ? side.document
    : {
        type: 'doc',
        content: side.paragraphs.map((text) => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] })),
      }

/** Paragraph beside paragraph when both texts have as many; else the two whole texts. */
function rowsOf(told: readonly Block[], translated: readonly Block[]): [readonly Block[], readonly Block[]][] {
  if (told.length !== translated.length) return [[told, translated]]
  return told.map((block, index) => [[block], translated.slice(index, index + 1)])
}

/** Both languages or one. `hasBoth`: both are in the page, in the element `id`, and the script may show either. */
export function LanguageSwitch(props: {
  id: string
  show: Shown
  hrefs: Record<Shown, string>
  original: { language: string }
  translation: { language: string }
  hasBoth: boolean
  /** What it chooses the language of, when the page has another one. */
  label?: string
}) {
  const t = useTexts(texts)
  const first = useLanguageAttributes(props.original.language)
  const second = useLanguageAttributes(props.translation.language)
  const link = (value: Shown, label: string, language: object) => (
    <a
      href={props.hrefs[value]}
      data-value={value}
      aria-current={props.show === value ? 'true' : undefined}
      {...language}
    >
      {label}
    </a>
  )
  return (
    <nav
      class="seg-links no-print"
      aria-label={props.label ?? t('sides.label')}
      data-switch={props.hasBoth ? props.id : undefined}
    >
      {link('ab', t('sides.both'), {})}
      {link('a', ownName(props.original.language), first)}
      {link('b', ownName(props.translation.language), second)}
    </nav>
  )
}
