import type { ChildProcess } from 'node:child_process'

/** However this process ends (but for SIGKILL), none that it started is left behind. */
export function killAtExit(child: ChildProcess, ended: Promise<void>): void {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))
}
