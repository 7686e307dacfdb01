import type { Readable } from './readable.ts'

/** Resolves once `done` holds of the value, at once if it does already. */
export function until<T>(value: Readable<T>, done: (now: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let end = () => {}
    const check = () => {
      if (!done(value.get())) return
      end()
      resolve()
    }
    end = value.subscribe(check)
    check()
  })
}
