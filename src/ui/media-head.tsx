// The sheet and the script of pages that have something to hear or to see; other pages never ask for them.

import { assetUrl } from '#core/platform/assets.ts'

/** `head: <>{machineHead(…)}<MediaHead media={story.media} /></>` */
export function MediaHead({ media }: { media: readonly unknown[] }) {
  if (media.length === 0) return null
  return (
    <>
      <link rel="stylesheet" href={assetUrl('listen')} />
      <script type="module" src={assetUrl('listening')} />
    </>
  )
}
