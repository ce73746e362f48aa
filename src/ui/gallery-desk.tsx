// The gallery's second half: what the desk is made of, then paths and maps.

import { Badge } from '#ui/badge.tsx'
import { Facts } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { PassageFields, Remarks } from '#ui/comments.tsx'
import { Compare, Version } from '#ui/compare.tsx'
import { Doors } from '#ui/doors.tsx'
import { Form, TextArea } from '#ui/form.tsx'
import { type Samples } from '#ui/gallery-samples.ts'
import { Journey } from '#ui/journey.tsx'
import { Day } from '#ui/locale.tsx'
import { JourneyMap, PathsMap } from '#ui/map.tsx'
import { Pager } from '#ui/pages.tsx'
import { PersonHead } from '#ui/person.tsx'
import { Portrait } from '#ui/portraits.tsx'
import { Steps } from '#ui/steps.tsx'
import { Table } from '#ui/table.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Timeline } from '#ui/timeline.tsx'

const cities = [
  { lat: 34.88, lon: -1.31 },
  { lat: 35.7, lon: -0.63 },
  { lat: 43.3, lon: 5.37 },
  { lat: 47.51, lon: 6.8 },
]
const departures = [
  [36.7, 3.1],
  [34, -6.8],
  [45.8, 15.9],
  [38.7, -9.1],
  [33.9, 35.5],
  [10.8, 106.7],
  [14.7, -17.4],
  [50.4, 30.5],
  [-18.9, 47.5],
  [12.6, -8],
  [34.5, 69.2],
  [41, 28.9],
  [-4.3, 15.3],
  [36.2, 37.1],
] as const

export function Work({ s }: { s: Samples }) {
  const rows = [
    { id: '1', title: 'Ici, c’est déjà demain', by: 'Amadou', state: 'relire' as const, since: '2026-05-04' },
    { id: '2', title: 'Le marché du jeudi', by: 'Bintou', state: 'accord' as const, since: '2026-05-11' },
  ]
  const [story, told, state, since, todo] = s.columns
  return (
    <div class="stack sp-6">
      <Steps
        label={s.stepsLabel}
        steps={s.steps.map((label, index) => ({ href: `#pas${index}`, label, done: index < 1, current: index === 1 }))}
      />
      <PersonHead
        portrait="amadou"
        title="Amadou"
        heading="h2"
        above={<Badge state="relire" label={s.states[1] ?? ''} />}
        actions={
          <LinkButton href="#bureau" variant="line">
            {s.open}
          </LinkButton>
        }
      />
      <div>
        <Tabs
          label={s.queue}
          items={[
            { href: '#bureau', label: s.forMe, count: 5, current: true },
            { href: '#autres', label: s.board, count: 7 },
          ]}
        />
        <div class="sheet queue">
          <Table
            caption={s.queue}
            rows={rows}
            id={(row) => row.id}
            columns={[
              {
                key: 'story',
                label: story ?? '',
                cell: (row) => (
                  <span class="row">
                    <Portrait name="amadou" size="xs" />
                    <a href="#r">{row.title}</a>
                  </span>
                ),
              },
              { key: 'by', label: told ?? '', cell: (row) => row.by },
              {
                key: 'state',
                label: state ?? '',
                cell: (row) => <Badge state={row.state} label={s.states[1] ?? ''} />,
              },
              { key: 'since', label: since ?? '', cell: (row) => <Day value={row.since} style="short" /> },
              {
                key: 'todo',
                label: todo ?? '',
                isAction: true,
                cell: () => (
                  <LinkButton href="#bureau" variant="line" size="s">
                    {s.open}
                  </LinkButton>
                ),
              },
            ]}
          />
        </div>
      </div>
      <Pager previous="?avant=1" next="?apres=9" />
      <Compare>
        <Version
          id="dit"
          title={s.said}
          about={<Day value="2026-05-04" style="short" />}
          language="fr"
          paragraphs={[
            [
              { kind: 'same', text: 'Au ' },
              { kind: 'removed', text: 'foyer de la rue Courbe' },
              { kind: 'same', text: ', les autres dormaient.' },
            ],
          ]}
        />
        <Version
          id="propose"
          title={s.proposed}
          language="fr"
          anchor="texte-propose"
          offsets={[0]}
          paragraphs={[
            [
              { kind: 'same', text: 'À la ' },
              { kind: 'added', text: 'maison des jeunes', remarks: [1] },
              { kind: 'same', text: ', les autres dormaient.' },
            ],
          ]}
        />
        <Remarks
          title={s.remarks}
          items={[{ number: 1, author: 'Nadia', role: s.board1, words: s.remark, solved: s.solved }]}
        >
          <Form action="#bureau" id="remarque" anchorFor="texte-propose" class="form mt-4">
            <PassageFields />
            <TextArea name="words" label={s.addRemark} rows={2} />
            <Button variant="line">{s.add}</Button>
          </Form>
        </Remarks>
      </Compare>
      <Facts
        items={[
          { label: s.firstName, value: 'Amadou' },
          { label: s.language, value: s.language },
        ]}
      />
    </div>
  )
}

export function Ways({ s }: { s: Samples }) {
  return (
    <div class="stack sp-6">
      <div class="split">
        <JourneyMap
          label={s.journeyLabel}
          stops={cities.map((city, index) => ({
            ...city,
            label: s.stages[index] ?? '',
            number: index + 1,
            travel: index < 2,
          }))}
        />
        <Journey
          stages={s.stages.map((place, index) => ({ place, when: 1948 + index * 7, words: s.snow, travel: index < 2 }))}
        />
      </div>
      <div class="split">
        <JourneyMap label={s.oneCity} stops={[{ lat: 47.51, lon: 6.8, label: s.stages[3] ?? '', number: 1 }]} />
        <Timeline
          items={[
            { when: <Day value="2026-01-17" />, title: s.meet, children: <p>{s.meetWords}</p> },
            { when: <Day value="2026-02-01" style="month" />, title: s.why },
          ]}
        />
      </div>
      <Journey across stages={s.steps.map((place) => ({ place, words: s.snow }))} />
      <PathsMap
        label={s.pathsLabel}
        home={{ lat: 47.51, lon: 6.8, label: s.stages[3] ?? '' }}
        departures={departures.map(([lat, lon]) => ({ lat, lon }))}
      />
      <Doors
        items={[
          { kind: 'listen', href: '#a', label: s.listen, words: s.lead },
          { kind: 'tell', href: '#b', label: s.tell, words: s.goBack },
          { kind: 'meet', href: '#c', label: s.come, words: s.meetWords },
        ]}
      />
    </div>
  )
}
