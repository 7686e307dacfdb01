import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a node tells Prometheus. One registry per server, so that tests can run several in one process. */
export interface Metrics {
  readonly registry: Registry
  readonly calls: Counter<'command' | 'outcome'>
  readonly callSeconds: Histogram<'command'>
}

export function createMetrics(connections: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'convene_connections',
    help: 'Live connections, sockets and notes',
    registers: [registry],
    collect() {
      this.set(connections())
    },
  })
  const calls = new Counter({
    name: 'convene_calls_total',
    help: 'Commands by outcome',
    labelNames: ['command', 'outcome'],
    registers: [registry],
  })
  const callSeconds = new Histogram({
    name: 'convene_call_seconds',
    help: 'Time from a command’s arrival to its durable answer',
    labelNames: ['command'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  return { registry, calls, callSeconds }
}
