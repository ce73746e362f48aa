// After a plain form of files: what became of each, when not all was kept.

import { LinkButton } from '#ui/button.tsx'
import { useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { uploadTexts } from '#ui/upload-texts.ts'

export type Told = { name: string; tone: 'done' | 'wait' | 'problem'; sentence: string }

/** `problem`: what went wrong with the whole form, when it is no file's own fault. */
export function BroughtPage(props: { files: readonly Told[]; problem?: string | undefined; back: string }) {
  const t = useTexts(uploadTexts)
  return (
    <div class="stack narrow">
      <header class="head">
        <h1>{t('plain.title')}</h1>
      </header>
      {props.problem && (
        <Banner tone="problem" role="alert">
          {props.problem}
        </Banner>
      )}
      {props.files.length > 0 && <p class="lead">{t('plain.lead')}</p>}
      {props.files.map((file, index) => (
        <Banner key={index} tone={file.tone} title={<bdi>{file.name}</bdi>}>
          <p>{file.sentence}</p>
        </Banner>
      ))}
      <p>
        <LinkButton href={props.back} icon="back">
          {t('plain.back')}
        </LinkButton>
      </p>
    </div>
  )
}
