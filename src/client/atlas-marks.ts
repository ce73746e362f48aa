// The places on the map that moves, as links of the page: the browser writes them in every script and direction, the
// keyboard reaches them, colours and contrasts are the page's.

import { LngLatBounds, Marker, type GeoJSONSource, type Map as Atlas, type GeoJSONFeature } from 'maplibre-gl'
import { findAll } from '#client/dom.ts'

type Mark = { marker: Marker; key: string }

/** Keeps one mark for each place or group of places in view. `group`: what a group says, with its number. */
export function keepMarks(atlas: Atlas, group: (count: string) => string): void {
  let shown = new Map<string, Mark>()
  const number = new Intl.NumberFormat(
    document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : document.documentElement.lang,
  )

  const draw = () => {
    if (!atlas.isSourceLoaded('places')) return
    const next = new Map<string, Mark>()
    for (const feature of atlas.querySourceFeatures('places')) {
      const key = keyOf(feature)
      if (!key || next.has(key)) continue
      next.set(key, shown.get(key) ?? { key, marker: markOf(feature).addTo(atlas) })
    }
    for (const [key, { marker }] of shown) if (!next.has(key)) marker.remove()
    shown = next
  }

  const markOf = (feature: GeoJSONFeature): Marker => {
    const at = (feature.geometry as GeoJSON.Point).coordinates as [number, number]
    const { cluster, cluster_id, point_count } = feature.properties
    const element = cluster
      ? groupMark(number.format(Number(point_count)), () => void comeCloser(atlas, Number(cluster_id), at))
      : placeMark(feature.properties)
    return new Marker({ element }).setLngLat(at)
  }

  const groupMark = (count: string, open: () => void): HTMLElement => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'mark mark-many'
    button.textContent = count
    button.setAttribute('aria-label', group(count))
    button.addEventListener('click', open)
    return button
  }

  const placeMark = ({ name, label, count, href }: Record<string, unknown>): HTMLElement => {
    const link = document.createElement('a')
    link.className = 'mark'
    link.href = new URL(String(href), location.href).href
    const seen = document.createElement('span')
    seen.setAttribute('aria-hidden', 'true')
    const words = document.createElement('bdi')
    words.textContent = String(name)
    seen.append(number.format(Number(count)), words)
    const said = document.createElement('span')
    said.className = 'vh'
    said.textContent = String(label)
    link.append(seen, said)
    return link
  }

  atlas.on('render', draw)
}

/** The town, named and lit: not a link, its stories have their own places. */
export function lightHome(atlas: Atlas, name: string, at: [number, number]): void {
  const element = document.createElement('bdi')
  element.className = 'mark-home'
  element.textContent = name
  element.setAttribute('aria-hidden', 'true')
  new Marker({ element }).setLngLat(at).addTo(atlas)
}

const keyOf = ({ properties }: GeoJSONFeature): string =>
  properties['cluster'] ? `group ${String(properties['cluster_id'])}` : String(properties['href'] ?? '')

/** Near enough for the group to come apart. Places of one same spot never do: the list names them. */
async function comeCloser(atlas: Atlas, cluster: number, center: [number, number]): Promise<void> {
  const source = atlas.getSource<GeoJSONSource>('places')
  if (!source) return
  const inside = await source.getClusterLeaves(cluster, 100, 0)
  const bounds = new LngLatBounds()
  for (const { geometry } of inside)
    if (geometry.type === 'Point') bounds.extend(geometry.coordinates as [number, number])
  const zoom = await source.getClusterExpansionZoom(cluster)
  if (zoom > atlas.getMaxZoom()) return goToList(inside.map(({ properties }) => String(properties?.['href'])))
  atlas.getCanvas().focus()
  const camera = bounds.isEmpty() ? undefined : atlas.cameraForBounds(bounds, { padding: 70, maxZoom: zoom })
  atlas.easeTo({ center: camera?.center ?? center, zoom: Math.max(camera?.zoom ?? zoom, atlas.getZoom() + 1) })
}

function goToList(addresses: readonly string[]): void {
  const link = findAll<HTMLAnchorElement>('.countries a').find((each) =>
    addresses.includes(each.getAttribute('href') ?? ''),
  )
  link?.focus()
  link?.scrollIntoView({ block: 'center' })
}
