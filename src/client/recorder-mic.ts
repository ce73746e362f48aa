// The microphone: opened when the lamp is touched, cut into pieces of a second, closed at the end of the take.

import { loudnessOf } from '#client/recorder-level.ts'

/** The way this browser records: Ogg in Firefox, WebM in Chromium, MP4 in Safari; undefined when it cannot. */
export const recordedType = (): string | undefined =>
  typeof MediaRecorder === 'undefined' || !navigator.mediaDevices
    ? undefined
    : ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'].find((each) =>
        MediaRecorder.isTypeSupported(each),
      )

const pieceMs = 1_000

export type Recording = {
  isPaused: () => boolean
  pause: () => void
  resume: () => void
  /** Ends the take; resolves once its last piece was given. */
  stop: () => Promise<void>
  /** Milliseconds of sound so far, pauses left out. */
  elapsed: () => number
  /** From 0 to 1, now; undefined when this browser measures nothing: it records all the same. */
  level: () => number | undefined
}

/**
 * Begins a take. `onPiece` is called about each second, in order; `onCut` when the microphone goes away by itself.
 * Throws what the browser throws: NotAllowedError when refused, NotFoundError when there is no microphone.
 */
export async function startRecording(
  mimeType: string,
  onPiece: (number: number, bytes: Promise<ArrayBuffer>) => void,
  onCut: () => void,
): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    // A voice as it is in its room: what a telephone call cleans away is part of a memory.
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
  })
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 96_000 })
  const sound = new AudioContext()
  const analyser = sound.createAnalyser()
  // A sixth of a second: longer than between two looks, so that no word falls between.
  analyser.fftSize = 8_192
  // Held until the end: a browser may forget a source that nobody holds, and all goes silent.
  const source = sound.createMediaStreamSource(stream)
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  // Firefox measures nothing on a machine without loudspeaker, nor does a browser that waits for one more touch.
  void sound.resume().catch(() => undefined)
  let pieces = 0
  let before = 0
  let since = performance.now()
  let isCounting = true
  const elapsed = () => before + (isCounting ? performance.now() - since : 0)
  const hold = () => {
    before = elapsed()
    isCounting = false
  }
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) onPiece(pieces++, data.arrayBuffer())
  })
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
  for (const track of stream.getTracks()) track.addEventListener('ended', onCut)
  const screen = await keepAwake()
  const flush = () => {
    if (document.visibilityState === 'hidden' && recorder.state === 'recording') recorder.requestData()
  }
  document.addEventListener('visibilitychange', flush)
  since = performance.now()
  recorder.start(pieceMs)
  return {
    isPaused: () => recorder.state === 'paused',
    pause: () => {
      hold()
      recorder.requestData()
      recorder.pause()
    },
    resume: () => {
      since = performance.now()
      isCounting = true
      recorder.resume()
    },
    stop: async () => {
      hold()
      document.removeEventListener('visibilitychange', flush)
      for (const track of stream.getTracks()) track.removeEventListener('ended', onCut)
      if (recorder.state !== 'inactive') {
        recorder.stop()
        await stopped
      }
      for (const track of stream.getTracks()) track.stop()
      source.disconnect()
      await Promise.allSettled([sound.close(), screen?.release()])
    },
    elapsed,
    level: () => {
      if (sound.state !== 'running') return undefined
      analyser.getFloatTimeDomainData(samples)
      return loudnessOf(samples)
    },
  }
}

/** A screen that goes out may stop the microphone with it. */
async function keepAwake(): Promise<WakeLockSentinel | undefined> {
  try {
    return await navigator.wakeLock?.request('screen')
  } catch {
    // A comfort: refused when the battery is low.
    return undefined
  }
}
