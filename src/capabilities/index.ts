// The registry: what this installation can do. One line per capability; nothing else lists them.

import type { Capability } from '#core/capability.ts'
import { accounts } from './accounts/index.ts'
import { articles } from './articles/index.ts'
import { interviews } from './interviews/index.ts'
import { review } from './review/index.ts'
import { territory } from './territory/index.ts'
import { testimonies } from './testimonies/index.ts'

export const capabilities: readonly Capability[] = [territory, accounts, testimonies, interviews, review, articles]
