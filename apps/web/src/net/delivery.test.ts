import { seededRandom } from '@convene/testkit'
import { NUMBERS, upTo } from './testing/numbers-stream.ts'
import { numbersIn, page } from './testing/page.ts'
import { settle } from './testing/settle.ts'

const STEPS = 300

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
  'WB11 after losses, doubles, disorder and cuts the page has what the server has (seed %i)',
  async (seed) => {
    const random = seededRandom(seed)
    const { client, server, log, clock } = page({ random: random.next })
    const stream = client.retain(NUMBERS)
    const inFlight: unknown[] = []
    const heard: number[] = []
    client.onEvents(NUMBERS, (events) => heard.push(...events.map((event) => event.seq)))
    let connected = false
    const steps: readonly (() => void)[] = [
      () => inFlight.push(log.say()),
      () => inFlight.push(log.say()),
      deliver,
      deliver,
      () => inFlight.splice(random.int(inFlight.length + 1), 1),
      () => random.next() < 0.1 && server.holdAnswers(),
      () => server.releaseAnswers(),
      () => clock.advance(random.int(400)),
      () => random.next() < 0.15 && connected && cut(),
      () => !connected && accept(),
    ]

    for (let step = 0; step < STEPS; step += 1) {
      random.pick(steps)()
      if (random.next() < 0.5) await settle()
      const shown = numbersIn(stream.view.get())
      if (shown) expect(shown).toEqual(upTo(shown.length))
    }

    server.releaseAnswers()
    if (!connected) accept()
    await settle()
    for (const event of [...inFlight, log.say()]) server.push('events', { stream: NUMBERS, events: [event] })
    clock.advance(60_000)
    await settle()
    expect(numbersIn(stream.view.get())).toEqual(upTo(log.events.length))
    expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b))

    /** A packet of some of what is under way, perhaps out of order, perhaps seen before. */
    function deliver(): void {
      if (!connected || inFlight.length === 0) return
      const count = 1 + random.int(3)
      const from = random.int(inFlight.length)
      const packet = random.next() < 0.2 ? inFlight.slice(from, from + count) : inFlight.splice(from, count)
      server.push('events', { stream: NUMBERS, events: packet })
    }
    function cut(): void {
      connected = false
      inFlight.length = 0
      server.cut()
    }
    function accept(): void {
      connected = true
      server.accept()
    }
  },
)
