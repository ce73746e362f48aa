import { buildPrograms } from './reading/build.ts'
export async function main() {
  await buildPrograms()
  return 0
}
