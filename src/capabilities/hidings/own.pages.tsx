// A witness's own page of hiding, behind her card: her story, passage by passage, one large button under each. What is
// pressed is hidden at once, and the same place gives it back.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import { clock } from '#ui/durations.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Day, Foreign, Moment, Quote, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { elsewhere } from './hidings.addresses.ts'
import { texts } from './texts.ts'

/**
 * 'hers': she hid it, and may take that back. 'team': someone else did. 'with': another passage she hid says the same.
 * 'partly': some of its words or seconds are hidden.
 */
export type OwnState = { is: 'hers'; hiding_id: string } | { is: 'team' | 'with' | 'partly' | 'shown' }
export type OwnPassage = {
  id: string
  text: string
  language: string
  heard?: { src: string; start_ms: number; end_ms: number }
  state: OwnState
}
/** Which of the passages these are, and the way to the others. */
export type Around = { first: number; before: string | undefined; after: string | undefined }
export type OwnFile = {
  id: string
  nature: 'sound' | 'video' | 'picture' | 'document'
  title: string
  language: string
  alt: { text: string; language: string } | undefined
  src: string
  state: OwnState
  passages: readonly OwnPassage[]
  around: Around
}
export type OwnWhat =
  | { is: 'span'; title: string; start_ms: number; end_ms: number }
  | { is: 'words'; text: string; language: string }
  | { is: 'file'; title: string }
export type OwnGesture = { id: string; at: Date; what: readonly OwnWhat[] }
export type OwnView = {
  code: string
  title: string
  language: string
  files: readonly OwnFile[]
  texts: { passages: readonly OwnPassage[]; around: Around }
  gestures: readonly OwnGesture[]
  /** How many parts the team hid. */
  team: number
  /** Hers, shown again by someone who answers for the story. */
  shownAgain: readonly { id: string; what: OwnWhat; by: string; at: Date; reason: string }[]
  /** Where the forms lead: here, on the same passages. */
  here: string
  notice: string
  isGone: boolean
}

export function OwnPage({ view }: { view: OwnView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { code: view.code }
  const isEmpty = view.files.length === 0 && view.texts.passages.length === 0
  return (
    <div class="stack narrow sp-5 own own-hide">
      <p>
        <a class="tap" href={hrefOf(locale, elsewhere.myStory, at)}>
          {t('own.back')}
        </a>
      </p>
      <Notice>{view.notice}</Notice>
      <header class="stack sp-2">
        <h1>{t('own.title')}</h1>
        <Foreign lang={view.language} as="p" class="soft">
          {view.title}
        </Foreign>
        <p class="lead">{t('own.lead')}</p>
        <p>{t('own.lead2')}</p>
      </header>
      {view.isGone && (
        <Banner tone="problem" role="alert">
          {t('own.gone')}
        </Banner>
      )}
      <Gestures view={view} />
      {isEmpty && (
        <Empty title={t('own.nothing')} sheet>
          <p>{t('own.nothingHelp')}</p>
        </Empty>
      )}
      {view.files.map((file) => (
        <FileSection key={file.id} view={view} file={file} />
      ))}
      {view.texts.passages.length > 0 && (
        <Sheet id="h-textes" anchor="textes" title={t('own.texts')}>
          <Ask view={view} id="textes">
            <Passages {...view.texts} />
          </Ask>
        </Sheet>
      )}
    </div>
  )
}

/** One form for a whole list: what is pressed says which passage. */
function Ask(props: { view: OwnView; id: string; children: ComponentChildren }) {
  return (
    <Form id={`f-${props.id}`} class="stack" action={props.view.here} labelledby={`h-${props.id}`}>
      {props.children}
    </Form>
  )
}

function Gestures({ view }: { view: OwnView }) {
  const t = useTexts(texts)
  const { gestures, team, shownAgain } = view
  if (gestures.length + team + shownAgain.length === 0) return null
  return (
    <Sheet id="h-cache" anchor="cache" title={t('own.hidden')}>
      {gestures.length > 0 && (
        <Form id="f-cache" class="stack" action={view.here} labelledby="h-cache">
          <ul class="rows plain">
            {gestures.map((gesture, index) => (
              <li class="stack sp-2" key={gesture.id}>
                {gesture.what.map((what, each) => (
                  <p key={each}>
                    <What what={what} />
                  </p>
                ))}
                <p class="small soft">
                  {t('own.since')} <Moment value={gesture.at} />
                </p>
                <PutBack hiding_id={gesture.id} label={t('own.putBackNumber', { number: index + 1 })} />
              </li>
            ))}
          </ul>
        </Form>
      )}
      {team > 0 && <p>{t('own.team', { count: team })}</p>}
      {shownAgain.map((each) => (
        <div key={each.id} class="stack sp-1">
          <p>
            <What what={each.what} />
          </p>
          <p class="small">
            {t('own.shownAgain', { by: each.by })} <Day value={each.at} />
            <span class="said"> {each.reason}</span>
          </p>
        </div>
      ))}
    </Sheet>
  )
}

function What({ what }: { what: OwnWhat }) {
  const t = useTexts(texts)
  if (what.is === 'words') return <Quote text={what.text} lang={what.language} as="span" />
  if (what.is === 'file') return <>{t('own.what.file', { file: what.title })}</>
  return <>{t('what.span', { file: what.title, from: clock(what.start_ms), to: clock(what.end_ms) })}</>
}

const isHidden = ({ is }: OwnState): boolean => is !== 'shown' && is !== 'partly'

function FileSection({ view, file }: { view: OwnView; file: OwnFile }) {
  const t = useTexts(texts)
  const isHeard = file.nature === 'sound' || file.nature === 'video'
  const isGone = isHidden(file.state)
  return (
    <section class="sheet stack" aria-labelledby={`h-${file.id}`} id={`p-f-${file.id}`}>
      <h2 class="as-xl" id={`h-${file.id}`}>
        <Foreign lang={file.language}>{file.title}</Foreign>
      </h2>
      {file.nature === 'picture' && (
        <img class="own-picture" src={file.src} alt={file.alt?.text ?? ''} lang={file.alt?.language} loading="lazy" />
      )}
      {file.nature === 'document' && (
        <p>
          <a class="tap" href={file.src}>
            {t('own.openPaper')}
          </a>
        </p>
      )}
      <Ask view={view} id={file.id}>
        {isHeard && !isGone && (
          <Passages passages={file.passages} around={file.around} isVideo={file.nature === 'video'} />
        )}
        <div class="stack sp-2">
          {isHeard && !isGone && <h3>{t(file.nature === 'video' ? 'own.whole.video' : 'own.whole.sound')}</h3>}
          <Deed id={`f-${file.id}`} state={file.state} words={t(`own.hide.${file.nature}`)} isWhole />
        </div>
      </Ask>
    </section>
  )
}

function Passages(props: { passages: readonly OwnPassage[]; around: Around; isVideo?: boolean }) {
  const t = useTexts(texts)
  const { passages, around } = props
  return (
    <>
      <ol class="own-passages" start={around.first}>
        {passages.map((passage, index) => (
          <li
            key={passage.id}
            id={`p-${passage.id}`}
            class="stack sp-2"
            data-hidden={isHidden(passage.state) ? '' : undefined}
          >
            {passage.heard && (
              <p class="small soft num">{`${clock(passage.heard.start_ms)} – ${clock(passage.heard.end_ms)}`}</p>
            )}
            {passage.text ? (
              <Foreign lang={passage.language} as="p" class="own-words">
                {passage.text}
              </Foreign>
            ) : (
              <p class="soft">{t('own.noWords')}</p>
            )}
            {passage.heard && (
              // Its words stand above.
              // oxlint-disable-next-line jsx-a11y/media-has-caption
              <audio
                class="own-sound"
                controls
                preload="none"
                src={passage.heard.src}
                aria-label={t('own.listen', { number: around.first + index })}
              />
            )}
            <Deed
              id={passage.id}
              state={passage.state}
              words={t(passage.heard ? 'own.hide.heard' : 'own.hide.read')}
              number={around.first + index}
            />
          </li>
        ))}
      </ol>
      {(around.before || around.after) && (
        <p class="cluster">
          {around.before && (
            <LinkButton href={around.before} variant="line">
              {t('own.before')}
            </LinkButton>
          )}
          {around.after && (
            <LinkButton href={around.after} variant="line">
              {t('own.after')}
            </LinkButton>
          )}
        </p>
      )}
    </>
  )
}

/** The button that hides, or what stands in its place once it is hidden. */
function Deed(props: { id: string; state: OwnState; words: string; number?: number; isWhole?: boolean }) {
  const t = useTexts(texts)
  const { state, words } = props
  const named = (deed: string) =>
    props.number === undefined ? deed : t('own.passageNumber', { deed, number: props.number })
  if (state.is === 'team' || state.is === 'with')
    return (
      <p class="row">
        <Icon name="lock" /> {t(state.is === 'team' ? 'own.byTeam' : 'own.withAnother')}
      </p>
    )
  if (state.is === 'hers')
    return (
      <>
        <p class="row" data-accent="mousse">
          <Icon name="check" /> <b>{t(props.isWhole ? 'own.isWholeHidden' : 'own.isHidden')}</b>
        </p>
        <PutBack hiding_id={state.hiding_id} label={named(t('own.putBack'))} />
      </>
    )
  return (
    <>
      {state.is === 'partly' && <p class="small soft">{t('own.partly')}</p>}
      <p>
        <Button
          size="l"
          variant="line"
          accent="garance"
          icon="lock"
          name="passage"
          value={props.id}
          label={named(words)}
        >
          {words}
        </Button>
      </p>
    </>
  )
}

function PutBack({ hiding_id, label }: { hiding_id: string; label: string }) {
  const t = useTexts(texts)
  return (
    <p>
      <Button size="l" variant="line" icon="undo" name="hiding_id" value={hiding_id} label={label}>
        {t('own.putBack')}
      </Button>
    </p>
  )
}
