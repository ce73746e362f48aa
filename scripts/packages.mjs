// Whether node_modules holds what package-lock.json asks for, by comparing it with the list npm keeps of what it
// installed. Reads two files; installs nothing.

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** @param {string} project @param {boolean} dev with the packages that only the tests need @returns {boolean} */
export function isInstalled(project, dev) {
  const list = path.join(project, 'node_modules', '.package-lock.json')
  if (!existsSync(list)) return false
  const wanted = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(wanted).every(([place, wish]) => {
    if (place === '' || wish.optional || wish.devOptional) return true
    if (wish.dev && !dev) return true
    return present[place]?.version === wish.version && existsSync(path.join(project, place))
  })
}
