import { chromium } from 'playwright-core'
const base='http://localhost:3177'
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-background-networking']})
const ctx=await b.newContext({viewport:{width:1280,height:900},storageState:'/tmp/rv-state.json'})
const p=await ctx.newPage()
p.on('console',m=>{ if(m.type()==='error') console.log('console',m.text())})
for (const [name,path,w] of [['r1','/bureau/relecture/704306',1280],['r2','/bureau/relecture/270986',1280],['r3','/ar/bureau/relecture/503934?texte=fr.translation&avant=original',360]]) {
 await p.setViewportSize({width:w,height:900}); await p.goto(base+path); await p.screenshot({path:`/tmp/${name}.png`,fullPage:true}) }
await b.close()
