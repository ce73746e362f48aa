// The files in keeping, as an administrator reads them: what asks for her first, then how things stand.

import { hrefOf } from '#core/doors.ts'
import type { Drift, FixityEvent } from '#core/media/fixity.drifts.ts'
import type { Programs } from '#core/media/programs.ts'
import type { Concern, CopiesState, SendingsState, VaultState } from '#core/media/vault-state.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { keeping } from './keeping.addresses.ts'
import { Drifts, Events, HowThingsStand, HowTo, ProgramList, Reasons } from './keeping.parts.tsx'
import { keepingTexts } from './keeping.texts.ts'
import { troubleWord } from './workshop.parts.tsx'
import { workshopTexts } from './workshop.texts.ts'

export type KeepingProps = {
  submission_id: string
  done: 'asked' | 'remade' | undefined
  state: VaultState
  copies: CopiesState
  sendings: Omit<SendingsState, 'refusals'> & { refusals: { sentence: string; count: number }[] }
  programs: Programs
  drifts: readonly Drift[]
  events: readonly FixityEvent[]
  /** The reading that someone asked for and that is not over. */
  asked: { done: number; total: number } | undefined
  concerns: readonly Concern[]
}

export function KeepingPage(props: KeepingProps) {
  const t = useTexts(keepingTexts)
  const { state, copies, sendings, drifts } = props
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <Notice>{props.done && t(`done.${props.done}`)}</Notice>
      <Verdict {...props} />
      <section class="sheet stack" aria-labelledby="etat">
        <h2 id="etat">{t('state.title')}</h2>
        <HowThingsStand state={state} copies={copies} sendings={sendings} />
        <Asking {...props} />
      </section>
      {drifts.length > 0 && (
        <section class="sheet stack" aria-labelledby="derive">
          <h2 id="derive">{t('drift.title')}</h2>
          <div class="prose">
            <ol>
              <li>{t('drift.todo1')}</li>
              <li>
                {t('drift.todo2')} <HowTo doc="fichiers.md" />
              </li>
              <li>{t('drift.todo3')}</li>
            </ol>
          </div>
          <Drifts drifts={drifts} />
        </section>
      )}
      {copies.troubles.length > 0 && (
        <Reasons
          id="copies"
          title={t('missed.title')}
          reasons={copies.troubles.map(({ trouble, count }) => ({
            sentence: <Missed word={troubleWord(trouble)} />,
            count: t('missed.count', { count }),
          }))}
        />
      )}
      {sendings.refusals.length > 0 && (
        <Reasons
          id="envois"
          title={t('refused.title')}
          reasons={sendings.refusals.map(({ sentence, count }) => ({ sentence, count: t('refused.count', { count }) }))}
        />
      )}
      <ProgramList programs={props.programs} />
      <section class="sheet stack" aria-labelledby="relectures">
        <h2 id="relectures">{t('events.title')}</h2>
        <Events events={props.events} />
      </section>
    </>
  )
}

/** Why a copy is missing: what the bench says to whoever brought the file, or what only the server can put right. */
function Missed({ word }: { word: ReturnType<typeof troubleWord> }) {
  const t = useTexts(keepingTexts)
  const ofCopies = useTexts(workshopTexts)
  if (word === 'other') return <>{t('missed.other')}</>
  if (word !== 'no_ffmpeg' && word !== 'no_pages' && word !== 'gone') return <>{ofCopies(`trouble.${word}`)}</>
  return (
    <>
      {t(`missed.${word}`)} <HowTo doc={word === 'gone' ? 'fichiers.md' : 'installer.md'} />
    </>
  )
}

/** Where on the page what is to be done is told or asked. */
const places = { originals: 'derive', late: 'etat', copies: 'copies' } as const

/** In one glance: all is well, or what is to be done. */
function Verdict({ state, copies, concerns, programs }: KeepingProps) {
  const t = useTexts(keepingTexts)
  const counts: Record<Concern, number> = {
    originals: state.damaged.length + state.lost.length + state.missing.length,
    late: state.late,
    copy: state.copy?.late ?? 0,
    copies: copies.failed,
    room: 0,
  }
  if (concerns.length === 0 && programs.scanner !== 'away')
    return <Banner tone="done">{t(state.originals === 0 ? 'none' : 'well')}</Banner>
  return (
    <Banner tone="problem" title={t('wrong')}>
      <ul class="plain">
        {concerns.map((each) => (
          <li key={each}>
            {t(`concern.${each}`, { count: counts[each] })}{' '}
            {each === 'copy' || each === 'room' ? (
              <HowTo doc="fichiers.md" />
            ) : (
              <a href={`#${places[each]}`}>{t(`act.${each}`)}</a>
            )}
          </li>
        ))}
        {programs.scanner === 'away' && (
          <li>
            {t('programs.scanner')}. {t('programs.away')} <HowTo doc="installer.md" />
          </li>
        )}
      </ul>
    </Banner>
  )
}

function Asking({ asked, submission_id, state, copies }: KeepingProps) {
  const t = useTexts(keepingTexts)
  const locale = useLocale()
  const action = (address: (typeof keeping)[keyof typeof keeping]) => hrefOf(locale, address)
  return (
    <>
      {state.originals > 0 && !asked && <p>{t('verify.hint')}</p>}
      {asked && (
        <div>
          <p id="lecture">{t('verify.going', asked)}</p>
          <progress max={Math.max(1, asked.total)} value={asked.done} aria-labelledby="lecture" />
        </div>
      )}
      <div class="cluster">
        {state.originals > 0 && !asked && (
          <Form id="verify" class="row" action={action(keeping.verify)} submission_id={submission_id}>
            <Button icon="refresh">{t('verify')}</Button>
          </Form>
        )}
        {copies.failed > 0 && (
          <Form id="remake" class="row" action={action(keeping.remake)} submission_id={submission_id}>
            <Button icon="undo" variant="line">
              {t('remake')}
            </Button>
          </Form>
        )}
      </div>
    </>
  )
}
