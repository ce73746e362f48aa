// The pad to sign on: strokes follow the finger, the stylus or the mouse, and go as a PNG in the form's hidden field.
// Writing one's name, under it, does the same without this.

import { findAll, find } from '#client/dom.ts'

type Point = readonly [number, number]
const ink = '#1d1b26'

for (const box of findAll('[data-signature]')) {
  const canvas = find<HTMLCanvasElement>('canvas', box)
  const field = find<HTMLInputElement>('input[name="signature"]', box)
  if (canvas && field) listen(box, canvas, field)
}

function listen(box: HTMLElement, canvas: HTMLCanvasElement, field: HTMLInputElement): void {
  const strokes: Point[][] = []
  const said = find('[data-said]', box)
  let stroke: Point[] | undefined
  const pointOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return [((event.clientX - left) * canvas.width) / width, ((event.clientY - top) * canvas.height) / height]
  }
  const show = () => {
    const pen = canvas.getContext('2d')
    if (!pen) return
    pen.clearRect(0, 0, canvas.width, canvas.height)
    draw(pen, strokes, getComputedStyle(canvas).color)
  }
  const keep = () => {
    field.value = strokes.length > 0 ? drawingOf(canvas, strokes) : ''
    if (said) said.textContent = strokes.length > 0 ? (said.dataset['drawn'] ?? '') : ''
  }
  canvas.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary || event.button !== 0) return
    event.preventDefault()
    canvas.setPointerCapture(event.pointerId)
    strokes.push((stroke = [pointOf(event)]))
    show()
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!stroke || !event.isPrimary) return
    stroke.push(pointOf(event))
    show()
  })
  const end = () => {
    if (!stroke) return
    stroke = undefined
    keep()
  }
  canvas.addEventListener('pointerup', end)
  canvas.addEventListener('pointercancel', end)
  find('[data-unsign]', box)?.addEventListener('click', () => {
    strokes.length = 0
    show()
    keep()
  })
}

function draw(pen: CanvasRenderingContext2D, strokes: readonly Point[][], colour: string): void {
  pen.strokeStyle = pen.fillStyle = colour
  pen.lineWidth = 4
  pen.lineCap = pen.lineJoin = 'round'
  for (const points of strokes) {
    const [first, ...others] = points
    if (!first) continue
    pen.beginPath()
    // A touch without a move is a dot.
    if (others.length === 0) {
      pen.arc(first[0], first[1], 2, 0, 7)
      pen.fill()
      continue
    }
    pen.moveTo(...first)
    for (const point of others) pen.lineTo(...point)
    pen.stroke()
  }
}

/** Ink on white, whatever the theme of the page. */
function drawingOf(canvas: HTMLCanvasElement, strokes: readonly Point[][]): string {
  const sheet = document.createElement('canvas')
  sheet.width = canvas.width
  sheet.height = canvas.height
  const pen = sheet.getContext('2d')
  if (!pen) return ''
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, sheet.width, sheet.height)
  draw(pen, strokes, ink)
  return sheet.toDataURL('image/png')
}
