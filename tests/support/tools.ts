// Programs this machine may have, for tests that need them: `describe.skipIf(!hasFfmpeg)`. What happens without them is
// tried on every machine.

import { spawnSync } from 'node:child_process'

const runs = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0

export const hasFfmpeg = runs('ffmpeg', '-version') && runs('ffprobe', '-version')
export const hasExiftool = runs('exiftool', '-ver')
export const hasPdftoppm = runs('pdftoppm', '-v')
