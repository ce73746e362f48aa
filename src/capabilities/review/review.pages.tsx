// One contribution under review: what was said, what is proposed, the remarks, the agreements, the decision.

import { Badge, badgeOf } from '#ui/badge.tsx'
import { Facts } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Meta } from '#ui/card.tsx'
import { Chips } from '#ui/chip.tsx'
import { Compare, Runs, Version, type Run } from '#ui/compare.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { formatAge } from '#ui/dates.ts'
import { Day, Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { PersonHead } from '#ui/person.tsx'
import { portraitOr } from '#ui/portraits.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { hrefOf, localPath } from '#core/doors.ts'
import { DecisionForm, Decisions } from './decision.parts.tsx'
import { RemarkColumn } from './remarks.parts.tsx'
import { elsewhere, queueAddress } from './review.addresses.ts'
import { Names, reviewHref, stageShown, type ReviewPageProps } from './review.parts.tsx'
import type { Review } from './review.reading.ts'
import { textName } from './review.rules.ts'
import { texts } from './texts.ts'

export function ReviewPage(props: ReviewPageProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { review } = props
  const stage = stageShown(review.contribution)
  const first = review.told[0]
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, queueAddress), label: t('queue.title') },
          { label: review.title || t('untitled'), lang: review.language },
        ]}
      />
      <Notice>{props.notice}</Notice>
      {props.isConflict && (
        <Banner tone="problem" title={t('conflict.title')} role="alert">
          {t('conflict.text', { number: review.newest.number })}
        </Banner>
      )}
      <PersonHead
        portrait={portraitOr(first?.portrait, review.contribution.code)}
        size="m"
        above={<Badge state={badgeOf[stage]} label={t(`stage.${stage}`)} />}
        actions={
          <>
            {review.boards.length > 0 && (
              <LinkButton href="#decision" variant="line" icon="pen">
                {t('decision.title')}
              </LinkButton>
            )}
            {review.workshop && (
              <LinkButton href={localPath(locale, review.workshop)} variant="line" icon="book">
                {t('head.workshop')}
              </LinkButton>
            )}
          </>
        }
        title={review.title ? <Foreign lang={review.language}>{review.title}</Foreign> : t('untitled')}
      >
        <Meta
          items={[
            {
              icon: 'voice',
              text: (
                <>
                  {t('head.toldBy')} <Names names={review.told.map((each) => each.name)} />
                </>
              ),
            },
            ...(review.collected.length
              ? [
                  {
                    icon: 'pen' as const,
                    text: (
                      <>
                        {t('head.collectedBy')} <Names names={review.collected.map((each) => each.name)} />
                      </>
                    ),
                  },
                ]
              : []),
            {
              icon: 'clock',
              text: t('head.since', { age: formatAge(review.contribution.stage_since, review.now, locale) }),
            },
          ]}
        />
      </PersonHead>
      {review.isOwn && <Banner title={t('own.title')}>{t('own.text')}</Banner>}
      {review.notes && (
        <Banner icon="lock" title={t('notes.title')}>
          <p class="said">{review.notes}</p>
        </Banner>
      )}
      <Choices review={review} />
      <Sides {...props} />
      <Sheet id="autour" title={t('around.heading')}>
        <Around review={review} />
        <Beside review={review} />
      </Sheet>
      <DecisionForm {...props} />
      <Decisions review={review} />
    </>
  )
}

/** Which text and which two revisions, by links that can be kept. */
function Choices({ review }: { review: Review }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const languageName = useLanguageName()
  const { chosen, revisions, contribution } = review
  const text = textName(chosen.text)
  const after = chosen.proposed.number
  const before =
    chosen.against.kind === 'revision'
      ? chosen.against.revision.number
      : chosen.against.kind === 'original'
        ? 'original'
        : undefined
  const href = (sides: { text?: string; before?: string | number | undefined; after?: number }) =>
    reviewHref(locale, contribution.code, { text, before, after, ...sides })
  const earlier = revisions.filter((each) => each.number < after)
  const lists = [
    {
      title: t('choose.text'),
      items: review.texts.map((each) => ({
        href: href({ text: textName(each), before: chosen.against.kind === 'revision' ? before : undefined }),
        label: t('choose.textOf', { language: languageName(each.language), form: each.form, remarks: each.remarks }),
        current: textName(each) === text,
      })),
    },
    {
      title: t('choose.before'),
      items: [
        ...earlier.map((each) => ({
          href: href({ before: each.number }),
          label: t('choose.revision', { number: each.number, approved: String(each.isApproved) }),
          current: before === each.number,
        })),
        ...(chosen.text.form !== 'original'
          ? [{ href: href({ before: 'original' }), label: t('choose.original'), current: before === 'original' }]
          : []),
      ],
    },
    {
      title: t('choose.after'),
      items: revisions.map((each) => ({
        href: href({ after: each.number, before: undefined }),
        label: t('choose.revision', { number: each.number, approved: String(each.isApproved) }),
        current: each.number === after,
      })),
    },
  ].filter((list) => list.items.length > 1 || (list.items.length === 1 && list.title === t('choose.before')))
  if (lists.length === 0) return null
  return (
    <nav class="cluster gap-wide" aria-label={t('choose.title')}>
      {lists.map((list) => (
        <div key={list.title} class="stack sp-1">
          <p class="small soft">{list.title}</p>
          <Chips items={list.items} />
        </div>
      ))}
    </nav>
  )
}

function Sides(props: ReviewPageProps) {
  const t = useTexts(texts)
  const { review } = props
  const { chosen, sides, revisions } = review
  const { text, against, proposed } = chosen
  const about = (number: number) => {
    const revision = revisions.find((each) => each.number === number)
    return revision ? (
      <>
        {t('side.revision', { number })}
        {revision.by && ', '}
        <bdi>{revision.by}</bdi>
        {', '}
        <Day value={revision.created_at} />
      </>
    ) : null
  }
  return (
    <section aria-labelledby="cote-a-cote">
      <h2 class="vh" id="cote-a-cote">
        {t('side.title')}
      </h2>
      <Compare>
        {against.kind === 'revision' && against.text && sides.left && (
          <Version
            id="va"
            title={t('side.before')}
            about={about(against.revision.number)}
            language={against.text.language}
            paragraphs={filled(sides.left.paragraphs)}
          />
        )}
        {against.kind === 'original' && sides.left && (
          <Version
            id="va"
            title={t('side.told')}
            about={about(proposed.number)}
            language={against.text.language}
            paragraphs={filled(sides.left.paragraphs)}
          />
        )}
        {(against.kind === 'nothing' || (against.kind === 'revision' && !against.text)) && (
          <section aria-labelledby="va">
            <h3 id="va">{t('side.before')}</h3>
            <div class="sheet soft">{t('side.first')}</div>
          </section>
        )}
        <Version
          id="vb"
          title={t('side.after')}
          about={about(proposed.number)}
          language={text.language}
          paragraphs={sides.right.paragraphs}
          offsets={sides.right.offsets}
          anchor="proposed"
        />
        <RemarkColumn {...props} />
      </Compare>
    </section>
  )
}

/** Paragraphs that lost every word on this side say nothing. */
const filled = (paragraphs: Run[][]): Run[][] => paragraphs.filter((runs) => runs.length > 0)

/** What the text alone does not show: its sounds and pictures, and hiding a part. */
function Beside({ review }: { review: Review }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { code: review.contribution.code }
  if (review.media === 0 && !review.workshop) return null
  return (
    <p class="cluster">
      {review.media > 0 && (
        <LinkButton href={hrefOf(locale, elsewhere.media, at)} variant="line" icon="mic">
          {t('around.media', { count: review.media })}
        </LinkButton>
      )}
      {review.workshop && (
        <LinkButton href={hrefOf(locale, elsewhere.hidings, at)} variant="line" icon="lock">
          {t('around.hide')}
        </LinkButton>
      )}
    </p>
  )
}

function Around({ review }: { review: Review }) {
  const t = useTexts(texts)
  const { words, facts, language } = review.around
  const shown = [
    ...words.map(({ name, pieces }) => ({
      label: t(`around.${name}`),
      pieces,
      foreign: language as string | undefined,
    })),
    ...facts.map(({ name, pieces }) => ({ label: t(`around.${name}`), pieces, foreign: undefined })),
  ].filter(({ pieces }) => pieces.length > 0)
  return (
    <Facts
      items={shown.map(({ label, pieces, foreign }) => ({
        label,
        value: (
          <Foreign lang={foreign} as="div" class="said">
            <Runs runs={pieces} />
          </Foreign>
        ),
      }))}
    />
  )
}
