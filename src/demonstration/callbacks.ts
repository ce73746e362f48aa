// People who asked the demonstration town to be called back, and how the calls went.

import { askCallback, noteCall, takeAsked } from '#capabilities/interviews/callbacks.actions.ts'
import { CallbackInput } from '#capabilities/interviews/callbacks.input.ts'
import { randomUUID } from 'node:crypto'
import type { DemoCallback } from './data.ts'
import { memberOf, type Loaded } from './loaded.ts'

export async function loadCallbacks(loaded: Loaded, callbacks: readonly DemoCallback[]): Promise<void> {
  for (const callback of callbacks) {
    const asked = new Date(loaded.desk.now().getTime() - callback.days_ago * 86_400_000)
    const at = (hours: number) => ({ ...loaded.desk, now: () => new Date(asked.getTime() + hours * 3_600_000) })
    const { name, phone, moment, language, district } = callback
    const number = await askCallback(
      at(0),
      CallbackInput.parse({ name, phone, moment, language, district }),
      randomUUID(),
    )
    if (!callback.taken_by || callback.state === 'waiting') continue
    const relay = memberOf(loaded, callback.taken_by)
    await takeAsked(at(2), relay, number)
    const outcome = callback.state === 'done' ? 'met' : callback.state
    if (outcome !== 'taken') await noteCall(at(3), relay, number, outcome, callback.outcome ?? '', randomUUID())
  }
}
