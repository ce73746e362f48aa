// Comfort for hiding: seconds chosen on the wave, by ear or by dragging, and heard as the public will hear them; a place
// drawn over a picture. Everything ends in the fields of the form, which are enough without this.

import { find, findAll } from '#client/dom.ts'

type Span = { start_ms: number; end_ms: number }

const field = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement

/** “1:23.4”, as the server reads it. */
function written(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10))
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600]
  return `${minutes}:${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`
}

function read(typed: string): number | undefined {
  const parts = typed.trim().replace(',', '.').split(':').map(Number)
  if (typed.trim() === '' || parts.length > 3 || parts.some((part) => Number.isNaN(part))) return undefined
  return parts.reduce((sum, part) => sum * 60 + part, 0)
}

function seal(box: HTMLElement): void {
  const form = box.closest('form')
  const media = find<HTMLMediaElement>('[data-seal-media]', box)
  const wave = find<HTMLCanvasElement>('[data-seal-wave]', box)
  if (!form || !media || !wave) return
  const [begin, end] = [field(form, 'begin'), field(form, 'end')]
  const sealed = JSON.parse(box.dataset['spans'] ?? '[]') as Span[]
  const loudness = JSON.parse(box.dataset['waveform'] ?? '[]') as number[]
  const asPublic = find<HTMLButtonElement>('[data-seal-public]', box)
  const length = () => (Number.isFinite(media.duration) ? media.duration : Number(box.dataset['duration'] ?? 0) / 1000)

  /** What is hidden, what is ticked and what is being chosen, in seconds. */
  const hidden = (): [number, number][] => {
    const [from, to] = [read(begin.value), read(end.value)]
    const ticked = findAll<HTMLInputElement>('input[name=cues]:checked', form).map(
      ({ value }) => value.split('-').map((ms) => Number(ms) / 1000) as [number, number],
    )
    return [
      ...sealed.map(({ start_ms, end_ms }): [number, number] => [start_ms / 1000, end_ms / 1000]),
      ...ticked,
      ...(from !== undefined && to !== undefined && from < to ? [[from, to] as [number, number]] : []),
    ]
  }

  function draw(): void {
    const [wide, high] = [wave!.clientWidth, wave!.clientHeight]
    const scale = window.devicePixelRatio || 1
    wave!.width = wide * scale
    wave!.height = high * scale
    const pen = wave!.getContext('2d')
    const total = length()
    if (!pen || !total) return
    pen.scale(scale, scale)
    const { color } = getComputedStyle(wave!)
    const colour = (name: string) => getComputedStyle(wave!).getPropertyValue(name).trim() || color
    pen.fillStyle = colour('--knot')
    const bars = loudness.length || 1
    for (const [index, loud] of (loudness.length ? loudness : [4]).entries()) {
      const tall = Math.max(1, (loud / 100) * high)
      pen.fillRect((index * wide) / bars, (high - tall) / 2, Math.max(1, wide / bars - 1), tall)
    }
    pen.globalAlpha = 0.6
    pen.fillStyle = colour('--garance')
    for (const [from, to] of hidden())
      pen.fillRect((from / total) * wide, 0, Math.max(2, ((to - from) / total) * wide), high)
    pen.globalAlpha = 1
    pen.fillStyle = colour('--ink')
    pen.fillRect((media!.currentTime / total) * wide, 0, 2, high)
  }

  const isPublic = () => asPublic?.getAttribute('aria-pressed') === 'true'
  function follow(): void {
    const now = media!.currentTime
    media!.muted = isPublic() && hidden().some(([from, to]) => now >= from - 0.03 && now < to)
    draw()
    if (!media!.paused) requestAnimationFrame(follow)
  }
  const set = (input: HTMLInputElement) => {
    input.value = written(media.currentTime)
    draw()
  }
  find('[data-seal-begin]', box)?.addEventListener('click', () => set(begin))
  find('[data-seal-end]', box)?.addEventListener('click', () => set(end))
  asPublic?.addEventListener('click', () => {
    asPublic.setAttribute('aria-pressed', String(!isPublic()))
    if (isPublic()) void media.play()
    follow()
  })
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]),textarea,select')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.toLowerCase() === 'i') set(begin)
    if (event.key.toLowerCase() === 'o') set(end)
  })
  const at = (event: PointerEvent) => {
    const { left, width } = wave.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * length()
  }
  let from: number | undefined
  wave.addEventListener('pointerdown', (event) => {
    wave.setPointerCapture(event.pointerId)
    from = at(event)
    media.currentTime = from
  })
  wave.addEventListener('pointermove', (event) => {
    // A hand that trembles is a click, not a choice.
    if (from === undefined || Math.abs(at(event) - from) < length() / 200) return
    const [one = 0, two = 0] = [from, at(event)].toSorted((a, b) => a - b)
    begin.value = written(one)
    end.value = written(two)
    draw()
  })
  for (const name of ['pointerup', 'pointercancel'] as const) wave.addEventListener(name, () => (from = undefined))
  for (const name of ['play', 'seeked', 'loadedmetadata'] as const) media.addEventListener(name, follow)
  form.addEventListener('input', draw)
  new ResizeObserver(draw).observe(wave)
}

function region(box: HTMLElement): void {
  const form = box.closest('form')
  const picture = find('[data-region-picture]', box)
  const drawn = find<SVGRectElement>('[data-drawn]', box)
  const cells = find('[data-cells]', box)
  if (!form || !picture || !drawn || !cells) return
  const names = ['x', 'y', 'w', 'h'] as const
  type Place = Record<(typeof names)[number], number>
  const round = (value: number) => String(Math.round(value * 10) / 10)
  const placed = (): Place | undefined => {
    const values = names.map((name) => Number.parseFloat(field(form, name).value.replace(',', '.')))
    if (values.some((value) => Number.isNaN(value))) return undefined
    const [x = 0, y = 0, w = 0, h = 0] = values
    return { x, y, w, h }
  }
  const show = () => {
    const place = placed()
    for (const [name, attribute] of [
      ['x', 'x'],
      ['y', 'y'],
      ['w', 'width'],
      ['h', 'height'],
    ] as const)
      drawn.setAttribute(attribute, String(place?.[name] ?? 0))
  }
  const put = ({ x, y, w, h }: Place) => {
    const [wide, high] = [Math.min(100, Math.max(1, w)), Math.min(100, Math.max(1, h))]
    const place = { x: Math.min(100 - wide, Math.max(0, x)), y: Math.min(100 - high, Math.max(0, y)), w: wide, h: high }
    for (const name of names) field(form, name).value = round(place[name])
    show()
  }
  const at = (event: PointerEvent) => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    return { x: ((event.clientX - left) / width) * 100, y: ((event.clientY - top) / height) * 100 }
  }
  let from: { x: number; y: number } | undefined
  let hasDrawn = false
  picture.addEventListener('pointerdown', (event) => {
    from = at(event)
    hasDrawn = false
  })
  picture.addEventListener('pointermove', (event) => {
    if (!from) return
    const to = at(event)
    // A short move is a tick of the square under the finger.
    if (!hasDrawn && Math.hypot(to.x - from.x, to.y - from.y) < 3) return
    hasDrawn = true
    picture.setPointerCapture(event.pointerId)
    put({
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      w: Math.abs(to.x - from.x),
      h: Math.abs(to.y - from.y),
    })
  })
  for (const name of ['pointerup', 'pointercancel'] as const) picture.addEventListener(name, () => (from = undefined))
  picture.addEventListener('click', (event) => hasDrawn && event.preventDefault(), { capture: true })
  // The rectangle by keyboard: focus the picture, then arrows.
  picture.tabIndex = 0
  picture.setAttribute('role', 'group')
  picture.setAttribute('aria-label', picture.dataset['label'] ?? '')
  picture.addEventListener('keydown', (event) => {
    if (event.target !== picture || !event.key.startsWith('Arrow')) return
    event.preventDefault()
    const place = placed() ?? { x: 40, y: 40, w: 20, h: 20 }
    const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ] ?? [0, 0]
    const [dx, dy] = [across ?? 0, down ?? 0]
    put(
      event.shiftKey ? { ...place, w: place.w + dx, h: place.h + dy } : { ...place, x: place.x + dx, y: place.y + dy },
    )
  })
  form.addEventListener('input', show)
  show()
}

for (const box of findAll('[data-seal]')) seal(box)
for (const box of findAll('[data-region]')) region(box)
