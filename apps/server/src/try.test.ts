import { startServer } from './testing/start-server.ts'
test('XX starts', async () => {
  const s = await startServer()
  console.log(await (await fetch(s.url + '/readyz')).text(), (await fetch(s.url + '/api/openapi.json')).status, (await (await fetch(s.url+'/api/v1/identity.welcome',{method:'POST'})).text()))
  await s.dispose()
})
