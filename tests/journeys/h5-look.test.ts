import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown } from '#tests/support/served.ts'
import { aHeardStory, aPicture, aSound, cuesOf, officeOf } from '#tests/support/heard.ts'
test('look', async () => {
  const town = await serveTown({ demo: true })
  const browser = await openBrowser()
  try {
    const office = await officeOf(town.desk)
    execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=1200x800:rate=1', '-frames:v', '1', '/tmp/h5.jpg'])
    const jpeg = new Uint8Array(readFileSync('/tmp/h5.jpg'))
    const ar = ['اسمي زهرة. وُلدتُ سنة 1948 في قرية فوق تلمسان. هناك كنّا نعرف الطرق بالأشجار.', 'في جانفي 1969 ركبتُ الباخرة ليلًا من وهران. كان زوجي يعمل هنا، في معمل الغزل. لم أكن قد رأيته منذ سنتين.', 'عندما نزلتُ من القطار كان كل شيء أبيض. ظننتُ أنهم غسلوا المدينة من أجلنا.', 'لم أكن أعرف القراءة، لا بالعربية ولا بالفرنسية.']
    const fr = ['Je m’appelle Zohra. Je suis née en 1948, dans un village au-dessus de Tlemcen. Là-haut, on connaissait les chemins par les arbres.', 'En janvier 1969, j’ai pris le bateau de nuit à Oran. Mon mari travaillait déjà ici, à la filature. Je ne l’avais pas vu depuis deux ans.', 'Quand je suis descendue du train, tout était blanc. J’ai cru qu’on avait lavé la ville pour nous.', 'Je ne savais pas lire. Ni l’arabe, ni le français.']
    const wave = Array.from({ length: 300 }, (_, at) => 30 + Math.round(40 * Math.abs(Math.sin(at / 7) * Math.cos(at / 23))))
    const sound = aSound({ transcripts: [{ language: 'ar', form: 'original', machine: false, cues: cuesOf(ar, 'z'), chapters: [{ start: 0, title: 'القرية' }, { start: 20_000, title: 'الثلج' }] }, { language: 'fr', form: 'translation', machine: true, cues: cuesOf(fr, 'z'), chapters: [] }], speakers: [{ key: 'z', person_id: null, name: 'Zohra' }], words: [{ language: 'fr', title: '', caption: '', alt: '', description: 'On entend une cuillère dans un verre de thé.' }] })
    const pic = (title: string) => ({ ...aPicture({ credit: 'Photo : Inès, Ville de Valmorey', licence: 'CC-BY-4.0', taken: '1969', words: [{ language: 'fr', title, caption: 'Un fond de boîte à chaussures, un crayon de menuisier.', alt: 'Dessin du carton : un poisson et le chiffre 3.', description: 'À gauche un poisson.' }] }), copies: [{ name: 'jpeg-1200', media_type: 'image/jpeg', bytes: jpeg, width: 1200, height: 800 }], findings: { width: 1200, height: 800 } })
    const { code } = await aHeardStory(office, [{ ...sound, findings: { duration_ms: 40_000, waveform: wave } }, pic('Le carton de Paulette'), pic('La valise'), pic('Le train'), aSound({ excuse: { reason: 'On cherche quelqu’un qui parle shikomori.', until: '2027-03-01' }, words: [{ language: 'fr', title: 'La chanson du bateau', caption: '', alt: '', description: '' }] }, 20, 'made')], { language: 'ar', title: 'رسمت لي المدينة', body: 'اسمي زهرة.\n\nوُلدت في قرية.', translation: { language: 'fr', title: 'Elle m’a dessiné la ville', body: 'Je m’appelle Zohra.\n\nJe suis née dans un village.' }, name: 'Zohra' })
    console.log(await town.desk.db.selectFrom('desk.contribution').select(['stage','work_stage','due','code']).where('code','=',code).execute())
    for (const [name, options, path, more] of [
      ['fr-1280', { viewport: { width: 1280, height: 900 } }, '', undefined],
      ['fr-360', { viewport: { width: 360, height: 780 } }, '', undefined],
      ['nojs-360', { viewport: { width: 360, height: 780 }, javaScriptEnabled: false }, '', undefined],
      ['nojs-1280', { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }, '', undefined],
      ['dark-1280', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, '#t=12', undefined],
      ['ar-1280', { viewport: { width: 1280, height: 900 } }, '', 'ar'],
      ['ar-360', { viewport: { width: 360, height: 780 } }, '', 'ar'],
      ['big-360', { viewport: { width: 360, height: 780 } }, '?gros=1', undefined],
      ['forced-1280', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }, '', undefined],
    ] as const) {
      const context = await browser.newContext(options as object)
      const page = await context.newPage()
      page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()))
      page.on('pageerror', (e) => console.log(name, e.message))
      await page.goto(`${town.url}${more ? `/${more}` : ''}/${code}`)
      if (path) await page.goto(page.url() + path)
      await page.waitForTimeout(600)
      if (name.startsWith('fr')) { await page.click('.play'); await page.waitForTimeout(2500) }
      await page.screenshot({ path: `/tmp/h5-${name}.png`, fullPage: true })
      console.log(name, await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      if (name === 'fr-1280') await page.pdf({ path: '/tmp/h5.pdf' })
      await context.close()
    }
  } finally {
    await browser.close()
    await town.stop()
  }
}, 180_000)
