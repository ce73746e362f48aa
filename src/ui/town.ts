// “de Valmorey”, “d’Angers”, “du Mans”, “des Lilas”: French joins a town's name in several ways.

const joinable = /^[aeiouyhàâäéèêëîïôöûùœ]/i

export function ofTown(town: string): string {
  if (/^Le\s/.test(town)) return `du ${town.slice(3)}`
  if (/^Les\s/.test(town)) return `des ${town.slice(4)}`
  return joinable.test(town) ? `d’${town}` : `de ${town}`
}
