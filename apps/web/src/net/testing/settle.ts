/** Lets every promise that can go on do so: no time passes, nothing is waited for. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
