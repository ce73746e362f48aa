// The registry: what this installation can do. One line per capability; nothing else lists them.

import type { Capability } from '#core/capability.ts'
import { accounts } from './accounts/index.ts'
import { articles } from './articles/index.ts'
import { exchange } from './exchange/index.ts'
import { crossings } from './crossings/index.ts'
import { interviews } from './interviews/index.ts'
import { kiosk } from './kiosk/index.ts'
import { review } from './review/index.ts'
import { territory } from './territory/index.ts'
import { testimonies } from './testimonies/index.ts'
import { hidings } from './hidings/index.ts'
import { media } from './media/index.ts'
import { papers } from './papers/index.ts'
import { transcripts } from './transcripts/index.ts'

export const capabilities: readonly Capability[] = [
  territory,
  // Before the pages of each kind: its addresses say more than theirs.
  exchange,
  accounts,
  testimonies,
  interviews,
  review,
  articles,
  kiosk,
  crossings,
  media,
  transcripts,
  hidings,
  papers,
]
