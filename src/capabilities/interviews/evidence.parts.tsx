// Signing by hand on the screen, with a finger or a mouse; or by writing one's name, which works without script and
// with the keyboard alone.

import { assetUrl } from '#core/platform/assets.ts'
import { Button } from '#ui/button.tsx'
import { Check, Field } from '#ui/form.tsx'
import { FieldError, useField } from '#ui/field-parts.tsx'
import { useTexts } from '#ui/locale.tsx'
import { Recorder } from '#ui/recorder.tsx'
import { evidenceTexts } from './evidence.texts.ts'

/** Inside a form: gives `signature` (a drawing) or `signed_name` and `i_sign`. */
export function SignatureFields() {
  const t = useTexts(evidenceTexts)
  const drawn = useField({ name: 'signature' })
  return (
    <div class="stack sp-2">
      <div class="js-only stack sp-2" data-signature>
        <input type="hidden" name="signature" id={drawn.id} />
        <div class="pad">
          <canvas width="900" height="260" role="img" aria-label={t('signPad')} />
        </div>
        <p class="cluster">
          <span class="small soft" role="status" data-said data-drawn={t('signDrawn')} />
          <Button type="button" variant="quiet" data={{ 'data-unsign': true }}>
            {t('signClear')}
          </Button>
        </p>
        <script type="module" src={assetUrl('signature')} />
      </div>
      <FieldError id={drawn.id} message={drawn.message} />
      <Field name="signed_name" label={t('signName')} maxlength={120} autocomplete="off" />
      <Check name="i_sign" label={t('signTick')} />
    </div>
  )
}

export type Gesture = {
  kind: 'sign' | 'voice' | 'paper'
  code: string
  back: string
  submission_id: string
}

/** Beside the answers about to be kept: the lamp to record her yes, which fills the field of the form under it. */
export function VoiceGesture({ gesture }: { gesture: Gesture }) {
  const t = useTexts(evidenceTexts)
  return (
    <div class="stack sp-2">
      <h3 class="as-l">{t('voice')}</h3>
      <p class="soft">{t('voiceLead')}</p>
      <Recorder
        code={gesture.code}
        actor="work"
        purpose="evidence"
        back={gesture.back}
        submission_id={gesture.submission_id}
        field="r-file"
        noFile
      />
      <p class="small soft">{t('voiceAfter')}</p>
    </div>
  )
}

/** Inside the form of the answers about to be kept. */
export function GestureFields({ gesture }: { gesture: Gesture }) {
  const t = useTexts(evidenceTexts)
  if (gesture.kind === 'voice') return <input type="hidden" name="evidence_file_id" id="r-file" />
  if (gesture.kind === 'paper') return <p class="soft">{t('paperAfter')}</p>
  return (
    <div class="stack sp-2">
      <h3 class="as-l">{t('sign')}</h3>
      <p class="soft">{t('signOptional')}</p>
      <SignatureFields />
    </div>
  )
}
