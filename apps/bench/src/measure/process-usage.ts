import { readFile } from 'node:fs/promises'

export interface ProcessUsage {
  /** User and system time of all its threads since it started, in microseconds; the kernel counts in steps of 10 ms. */
  readonly cpuUs: number
  readonly rssMb: number
  /** The highest resident set so far. */
  readonly peakRssMb: number
}

/** Reads `/proc/<pid>/stat` (proc(5): fields 14 utime and 15 stime, in clock ticks) and `/proc/<pid>/status`. Linux only. */
export async function readUsage(pid: number): Promise<ProcessUsage> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ])
  return { cpuUs: cpuUs(stat), rssMb: megabytes(status, 'VmRSS'), peakRssMb: megabytes(status, 'VmHWM') }
}

/** The second field, the command in brackets, may hold spaces and brackets itself: count from the last one. */
export function cpuUs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[UTIME]) + Number(fields[STIME])) * US_PER_TICK
}

function megabytes(status: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return Number(kilobytes) / 1024
}

/** Fields 14 and 15, counted from the third, which is the first after the command. */
const UTIME = 14 - 3
const STIME = 15 - 3
/** USER_HZ is 100 on every Linux that Node supports. */
const US_PER_TICK = 10_000
