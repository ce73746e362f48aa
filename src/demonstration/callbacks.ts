// People who asked the demonstration town to be called back.

import type { DemoCallback } from './data.ts'
import type { Loaded } from './stories.ts'

export async function loadCallbacks(_loaded: Loaded, _callbacks: readonly DemoCallback[]): Promise<void> {}
