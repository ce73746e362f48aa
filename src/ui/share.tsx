// Print and share, for those whose browser can: both need the script, so both stay hidden without it.

import { Button } from '#ui/button.tsx'
import { useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export function ShareButtons() {
  const t = useTexts(texts)
  return (
    <div class="cluster no-print js-only">
      <Button variant="line" type="button" icon="print" data={{ 'data-print': true }}>
        {t('share.print')}
      </Button>
      <Button variant="line" type="button" icon="share" data={{ 'data-share': true, 'data-done': t('share.copied') }}>
        {t('share.share')}
      </Button>
      <span class="small soft" role="status" data-share-status />
    </div>
  )
}
