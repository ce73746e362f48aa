// Pieces of the page on the files in keeping.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import type { Drift, FixityEvent } from '#core/media/fixity.drifts.ts'
import type { Programs } from '#core/media/programs.ts'
import type { CopiesState, SendingsState, VaultState } from '#core/media/vault-state.ts'
import { Credits } from '#ui/band.tsx'
import { Icon } from '#ui/icons.tsx'
import { Day, Moment, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import { sizeWords } from '#ui/sizes.ts'
import { Table } from '#ui/table.tsx'
import { keeping, type KeepingDoc } from './keeping.addresses.ts'
import { keepingTexts } from './keeping.texts.ts'
import { workshopAddresses } from './workshop.addresses.ts'

/** Sentences one under the other; those that say nothing are left out. */
const Lines = (props: { lines: ComponentChildren[] }) => (
  <>
    {props.lines.filter(Boolean).map((line, index) => (
      <p key={index}>{line}</p>
    ))}
  </>
)

/** “Comment faire : docs/fichiers.md”. */
export function HowTo({ doc }: { doc: KeepingDoc }) {
  const t = useTexts(keepingTexts)
  return (
    <a href={hrefOf(useLocale(), keeping.doc, { name: doc })} hreflang="fr">
      {t('doc', { name: doc })}
    </a>
  )
}

export function HowThingsStand(props: {
  state: VaultState
  copies: CopiesState
  sendings: Omit<SendingsState, 'refusals'>
}) {
  const t = useTexts(keepingTexts)
  const locale = useLocale()
  const number = useNumber()
  const size = (bytes: number) => sizeWords(locale, bytes)
  const { state, copies, sendings } = props
  const { trash, room, copy, read_since } = state
  const some = (count: number, bytes: number) => ({ count, number: number(count), size: size(bytes) })
  const sent = (['coming', 'scanner', 'room'] as const).filter((each) => sendings[each] > 0)
  return (
    <Credits
      items={[
        { label: t('originals.label'), value: t('originals.value', some(state.originals, state.bytes)) },
        {
          label: t('room.label'),
          value: room ? t('room.value', { free: size(room.free), total: size(room.total) }) : t('room.unknown'),
        },
        ...(read_since
          ? [
              {
                label: t('read.label'),
                value: (
                  <Lines
                    lines={[
                      t('read.value', { percent: number(Math.floor(state.recent * 100)) }),
                      <>
                        {t('read.oldest')} <Moment value={read_since} />
                      </>,
                    ]}
                  />
                ),
              },
            ]
          : []),
        {
          label: t('copy.label'),
          value: copy ? (
            copy.missing > 0 ? (
              t('copy.missing', { count: copy.missing })
            ) : (
              t('copy.whole')
            )
          ) : (
            <>
              {t('copy.unset')} <HowTo doc="fichiers.md" />
            </>
          ),
        },
        {
          label: t('trash.label'),
          value: (
            <Lines
              lines={[
                t('trash.value', some(trash.count, trash.bytes)),
                trash.until && (
                  <>
                    {t('trash.until')} <Day value={trash.until} />
                  </>
                ),
              ]}
            />
          ),
        },
        {
          label: t('sendings.label'),
          value:
            sent.length > 0 ? (
              <Lines lines={sent.map((each) => t(`sendings.${each}`, { count: sendings[each] }))} />
            ) : (
              t('sendings.none')
            ),
        },
        {
          label: t('copies.label'),
          value:
            copies.waiting + copies.failed + copies.lesser > 0 ? (
              <Lines
                lines={[
                  copies.waiting > 0 && t('copies.waiting', { count: copies.waiting }),
                  copies.failed > 0 && t('concern.copies', { count: copies.failed }),
                  copies.lesser > 0 && t('copies.lesser', { count: copies.lesser }),
                ]}
              />
            ) : (
              t('copies.none')
            ),
        },
      ]}
    />
  )
}

/** Which files drifted, of which stories. */
export function Drifts({ drifts }: { drifts: readonly Drift[] }) {
  const t = useTexts(keepingTexts)
  const locale = useLocale()
  return (
    <Table
      caption={t('drift.title')}
      rows={drifts}
      id={(row) => row.sha256}
      columns={[
        {
          key: 'file',
          label: t('drift.file'),
          cell: ({ files: [file] }) => (file ? <bdi>{file.name}</bdi> : t('drift.unnamed')),
        },
        { key: 'state', label: t('drift.state'), cell: ({ state }) => t(`drift.${state}`) },
        {
          key: 'stories',
          label: t('drift.stories'),
          cell: ({ files }) =>
            files.length > 0
              ? [...new Set(files.map(({ code }) => code))].map((code) => (
                  <a key={code} class="num tap" href={hrefOf(locale, workshopAddresses.list, { code })}>
                    <bdi>{code}</bdi>{' '}
                  </a>
                ))
              : '–',
        },
        { key: 'size', label: t('drift.size'), cell: ({ size }) => sizeWords(locale, size) },
        {
          // The name of its bytes in the vault and in a backup: enough of it to find the file.
          key: 'print',
          label: t('drift.print'),
          cell: ({ sha256 }) => (
            <bdi class="num" dir="ltr">
              {sha256.slice(0, 12)}…
            </bdi>
          ),
        },
      ]}
    />
  )
}

/** How many, and the plain reason. */
export function Reasons(props: {
  id: string
  title: string
  reasons: { sentence: ComponentChildren; count: string }[]
}) {
  return (
    <section class="sheet stack" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <Credits items={props.reasons.map(({ sentence, count }) => ({ label: count, value: sentence }))} />
    </section>
  )
}

export function ProgramList({ programs }: { programs: Programs }) {
  const t = useTexts(keepingTexts)
  const { scanner } = programs
  const states = (['ffmpeg', 'pdftoppm', 'typst'] as const).map((name) => ({
    name,
    state: programs[name] ? ('there' as const) : ('absent' as const),
  }))
  return (
    <section class="sheet stack" aria-labelledby="programmes">
      <h2 id="programmes">{t('programs.title')}</h2>
      <Credits
        items={[...states, { name: 'scanner' as const, state: scanner }].map(({ name, state }) => ({
          label: t(`programs.${name}`),
          value: (
            <span class="row">
              <Icon name={state === 'there' ? 'check' : state === 'away' ? 'alert' : 'info'} />
              <span>
                {t(`programs.${state}`)} {(state === 'absent' || state === 'away') && <HowTo doc="installer.md" />}
              </span>
            </span>
          ),
        }))}
      />
    </section>
  )
}

/** What reading found lately. */
export function Events({ events }: { events: readonly FixityEvent[] }) {
  const t = useTexts(keepingTexts)
  const locale = useLocale()
  const number = useNumber()
  const sentences = ({ kind, data }: FixityEvent): string[] => {
    const figure = (name: string) => Number(data[name] ?? 0)
    if (kind === 'fixity.failed') return [t('events.failed')]
    if (kind === 'fixity.copyFailed') return [t('events.copyFailed')]
    if (kind === 'fixity.healed') {
      const from = (['copy', 'trash'] as const).find((each) => each === data['from'])
      return [t(`events.healed.${from ?? 'someone'}`)]
    }
    const wrong = figure('damaged') + figure('lost')
    const count = figure('read')
    const size = sizeWords(locale, figure('bytes'))
    const unread = figure('unread')
    const said = t(wrong > 0 ? 'events.readFail' : 'events.readPass', {
      count,
      number: number(count),
      size,
      wrong: number(wrong),
    })
    return unread > 0 ? [said, t('events.unread', { count: unread })] : [said]
  }
  if (events.length === 0) return <p>{t('events.none')}</p>
  return (
    <Table
      caption={t('events.title')}
      rows={events}
      id={(row) => String(row.id)}
      columns={[
        { key: 'what', label: t('events.what'), cell: (row) => <Lines lines={sentences(row)} /> },
        { key: 'when', label: t('events.when'), cell: (row) => <Moment value={row.at} /> },
      ]}
    />
  )
}
