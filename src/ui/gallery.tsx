// Every component in its states, on one page: for the accessibility tests and for whoever reviews the look.
// `<Gallery locale="fr" />` goes inside a `Page` with main="wrap".

import { documentOf } from '#core/contribution/document.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { accents } from '#ui/accents.ts'
import { Badge, badgeStates } from '#ui/badge.tsx'
import { Band, Credits, Figures, ThemeLine } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Cards, Crossings, StoryCard } from '#ui/card.tsx'
import { Chips } from '#ui/chip.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty, Invitation } from '#ui/empty.tsx'
import { AutosaveStatus, Check, Checks, Field, Form, Radios, Segmented, Select, TextArea } from '#ui/form.tsx'
import { samples, type Samples } from '#ui/gallery-samples.ts'
import { Easy, Intro } from '#ui/hero.tsx'
import { Icon, iconNames } from '#ui/icons.tsx'
import { Day, Moment, Quote } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Person } from '#ui/person.tsx'
import { Portrait, portraitNames } from '#ui/portraits.tsx'
import { ShareButtons } from '#ui/share.tsx'
import { SideBySide } from '#ui/side-by-side.tsx'
import { UseChoice } from '#ui/use-choice.tsx'
import { Ways, Work } from '#ui/gallery-desk.tsx'

export function Gallery(props: { locale: Locale }) {
  const s = samples[props.locale]
  return (
    <>
      <Crumbs items={[{ href: '#titre', label: s.home }, { label: s.title }]} />
      <Intro title={s.title} lead={s.lead} easy={[s.lead, s.goBack]} />
      <Band id="mots" title={s.words}>
        <Words s={s} />
      </Band>
      <Band id="formulaires" title={s.forms} lead={s.goBack}>
        <Forms s={s} />
      </Band>
      <Band id="personnes" title={s.people}>
        <People s={s} />
      </Band>
      <Band id="bureau" title={s.work} class="not-easy">
        <Work s={s} />
      </Band>
      <Band id="chemins" title={s.way}>
        <Ways s={s} />
      </Band>
      <Invitation title={s.meet}>
        <p class="lead">{s.meetWords}</p>
        <LinkButton href="#titre" size="l">
          {s.come}
        </LinkButton>
      </Invitation>
    </>
  )
}

function Words({ s }: { s: Samples }) {
  return (
    <div class="stack sp-6">
      <div class="cluster">
        <Button size="l" icon="mic" type="button">
          {s.tell}
        </Button>
        <Button accent="canard" type="button">
          {s.listen}
        </Button>
        <Button variant="line" type="button">
          {s.come}
        </Button>
        <Button variant="quiet" type="button">
          {s.later}
        </Button>
        <Button variant="line" size="s" icon="flag" type="button">
          {s.add}
        </Button>
        <Button disabled type="button">
          {s.notYet}
        </Button>
        <LinkButton href="#mots" variant="quiet" after="arrow">
          {s.all}
        </LinkButton>
      </div>
      <Chips
        items={[
          { href: '#mots', label: s.neighbours, accent: 'terre' },
          { href: '#chemins', label: s.road, accent: 'canard', current: true },
        ]}
      />
      <p class="cluster gap-2">
        {badgeStates.map((state, index) => (
          <Badge key={state} state={state} label={s.states[index] ?? state} />
        ))}
      </p>
      <div class="grid col-xl">
        <Banner tone="info" title={s.know}>
          {s.goBack}
        </Banner>
        <Notice>{s.kept}</Notice>
        <Banner tone="offline">{s.offline}</Banner>
        <Banner tone="problem">{s.weak}</Banner>
      </div>
      <ThemeLine
        items={accents.map((accent) => ({ href: `#${accent}`, label: s.neighbours, small: s.road, accent }))}
      />
      <Figures
        items={[
          { value: '214', words: s.stories },
          { value: '41', words: s.road },
        ]}
      />
      <Quote text={s.meetWords} />
      <ShareButtons />
      <p class="cluster">
        {iconNames.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </p>
      <p>
        <Day value="2026-03-01" />, <Moment value="2026-03-12T13:10:00Z" />
      </p>
      <Easy sentences={[s.snow, s.meetWords]} />
    </div>
  )
}

function Forms({ s }: { s: Samples }) {
  const languages = [
    { value: 'fr', label: 'Français', lang: 'fr' },
    { value: 'ar', label: 'العربية', lang: 'ar' },
  ]
  const times = [
    { value: 'am', label: s.morning },
    { value: 'pm', label: s.evening, hint: s.later },
  ]
  return (
    <div class="split">
      <Form action="#formulaires" id="bon" values={{ name: 'Zohra', when: 'am', easy: ['children'], sure: 'yes' }}>
        <Field name="name" label={s.firstName} hint={s.firstNameHint} autocomplete="given-name" />
        <Radios name="when" label={s.when} options={times} />
        <Select name="language" label={s.language} empty={s.choose} options={languages} />
        <Segmented
          name="many"
          label={s.coming}
          value="1"
          options={[
            { value: '1', label: s.alone },
            { value: '2', label: s.two },
          ]}
        />
        <Checks
          name="easy"
          label={s.easyGoing}
          options={[
            { value: 'children', label: s.children },
            { value: 'fetch', label: s.fetch },
          ]}
        />
        <Check name="sure" label={s.relisten} />
        <Button size="l">{s.keep}</Button>
      </Form>
      <div class="stack sp-6">
        <Form
          action="#formulaires"
          id="faux"
          submission_id="x"
          autosave="/garder"
          values={{ phone: '06 39 98', story: 'لم أكن أعرف القراءة' }}
          errors={{ phone: s.phoneError, moment: s.whenError }}
        >
          <Field name="phone" label={s.phone} type="tel" autocomplete="tel" required />
          <Radios name="moment" label={s.when} options={times} required />
          <TextArea name="story" label={s.story} hint={s.storyHint} lang="ar" rows={5} />
          <AutosaveStatus />
          <Button size="l">{s.keep}</Button>
        </Form>
        <Form action="#formulaires" id="accord" class="sheet" errors={{ 'use.name': s.useError }} summary={false}>
          <UseChoice
            name="use.publish"
            title={s.publish}
            detail={s.publishDetail}
            icon="globe"
            value="yes"
            spoken={{ text: s.publishSpoken, language: 'fr' }}
          />
          <UseChoice name="use.name" title={s.name} detail={s.nameDetail} icon="name" />
        </Form>
      </div>
    </div>
  )
}

function People({ s }: { s: Samples }) {
  const card = {
    href: '#recit',
    title: 'Trois valises pour cinq',
    language: 'fr',
    who: 'Maria da Luz',
    quote: 'Mon frère portait la machine à coudre. Moi, je portais mon frère.',
    meta: [
      { icon: 'voice' as const, text: '8:05' },
      { icon: 'globe' as const, text: 'Português, français' },
    ],
    portrait: 'maria' as const,
    accent: 'garance' as const,
  }
  const arabic = {
    ...card,
    href: '#autre',
    title: 'رسمت لي المدينة',
    language: 'ar',
    who: s.age,
    quote: 'هي لا تتكلم لغتي وأنا لا أتكلم لغتها.',
    portrait: 'zohra' as const,
    accent: 'terre' as const,
  }
  return (
    <div class="stack sp-7">
      <Cards>
        <StoryCard {...card} />
        <StoryCard {...arabic} />
        <StoryCard {...card} href="#rideau" portrait="anonyme" accent="ardoise" />
      </Cards>
      <Crossings
        items={[
          { ...card, why: s.why },
          { ...arabic, why: s.road },
        ]}
      />
      <div class="grid">
        <Person name="Inès" portrait="ines" phone={{ shown: '03 53 01 24 68', dial: '+33353012468' }}>
          {s.place}
        </Person>
        <Person name="Karim" portrait="karim" />
      </div>
      <p class="cluster">
        {portraitNames.map((name) => (
          <Portrait key={name} name={name} size="s" />
        ))}
      </p>
      <SideBySide
        id="texte"
        original={{
          language: 'ar',
          document: documentOf('كنّا نعرف الطرق بالأشجار.\n\nظننتُ أنهم غسلوا المدينة من أجلنا.'),
        }}
        translation={{
          language: 'fr',
          document: documentOf(
            'On connaissait les chemins par les arbres.\n\nJ’ai cru qu’on avait lavé la ville pour nous.',
          ),
        }}
        hrefs={{ ab: '#texte', a: '#texte', b: '#texte' }}
      />
      <Credits
        items={[
          { label: s.columns[1] ?? '', value: 'Zohra' },
          { label: s.language, value: s.language },
        ]}
      />
      <Empty title={s.empty} sheet heading="h3">
        <p>{s.emptyWords}</p>
      </Empty>
    </div>
  )
}
