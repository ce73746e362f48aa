import { test } from 'vitest'
import { copiesOf, ffmpegFile, samplesOf, loudest } from '#tests/support/copies.ts'
test('long', async () => {
  const f = ffmpegFile('l.mp3', '-f','lavfi','-i','sine=440:d=600')
  let t=Date.now()
  await copiesOf(f,'audio/mpeg',{nature:'sound'}); console.log('plain 10 min', Date.now()-t)
  t=Date.now()
  await copiesOf(f,'audio/mpeg',{nature:'sound',spans:[{start_ms:1000,end_ms:9000}]}); console.log('1 span', Date.now()-t)
  t=Date.now()
  const spans=Array.from({length:400},(_,i)=>({start_ms:i*1400+500,end_ms:i*1400+1000}))
  const m=await copiesOf(f,'audio/mpeg',{nature:'sound',spans}); console.log('400 spans', Date.now()-t)
  const s=samplesOf(m.files[0]!.file); console.log(Math.max(...spans.map(x=>loudest(s,x.start_ms,x.end_ms))), loudest(s,200*1400+1100,200*1400+1300))
}, 300000)
