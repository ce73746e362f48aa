// The heads of reading pages: the night of the home page, and the night in which someone tells.

import { Fragment, type ComponentChildren } from 'preact'
import { Doors } from '#ui/doors.tsx'
import { HomeScene } from '#ui/home-scene.tsx'
import { Foreign } from '#ui/locale.tsx'

/** The home page's opening. `lines` is the title, one line each; `easy` its easy version, one sentence each. */
export function HomeHero(props: {
  lines: string[]
  lead: string
  easy?: string[]
  doors: Parameters<typeof Doors>[0]['items']
}) {
  return (
    <>
      <section class="night on-night" aria-labelledby="titre">
        <div class="wrap night-in">
          <div class="night-text">
            <h1 id="titre">
              {props.lines.map((line, index) => (
                <Fragment key={line}>
                  {index > 0 && <br />}
                  {line}{' '}
                </Fragment>
              ))}
            </h1>
            <p class={props.easy ? 'lead not-easy' : 'lead'}>{props.lead}</p>
            {props.easy && <Easy sentences={props.easy} />}
          </div>
          <HomeScene />
          <Doors items={props.doors} />
        </div>
      </section>
      <div class="wrap">
        <div class="sill" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      </div>
    </>
  )
}

/** The easy version of a text: one sentence a line. Shown in place of what carries `not-easy`. */
export function Easy(props: { sentences: string[]; lang?: string | undefined }) {
  return (
    <Foreign lang={props.lang} as="div" class="easy">
      {props.sentences.map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
    </Foreign>
  )
}

/** The opening of an ordinary public page. */
export function Intro(props: { title: string; lead?: string; easy?: string[]; children?: ComponentChildren }) {
  return (
    <header class="intro">
      <h1>{props.title}</h1>
      {props.lead && <p class={props.easy ? 'lead not-easy' : 'lead'}>{props.lead}</p>}
      {props.easy && <Easy sentences={props.easy} />}
      {props.children}
    </header>
  )
}
