import { useSessionStorage } from '@mantine/hooks'

/** What is being written in one channel; kept while the person looks elsewhere, and over a reload of the tab. */
export interface Draft {
  readonly text: string
  readonly title: string
  set(change: { text?: string; title?: string }): void
  clear(): void
}

export function useDraft(channelId: string): Draft {
  const [kept, setKept] = useSessionStorage({
    key: `convene-draft/${channelId}`,
    defaultValue: nothing,
    getInitialValueInEffect: false,
    deserialize: read,
  })
  return { ...kept, set: (change) => setKept((before) => ({ ...before, ...change })), clear: () => setKept(nothing) }
}

const nothing = { text: '', title: '' }

function read(value: string | undefined): typeof nothing {
  try {
    const kept: unknown = JSON.parse(value ?? 'null')
    return typeof kept === 'object' && kept !== null
      ? { text: field(kept, 'text'), title: field(kept, 'title') }
      : nothing
  } catch {
    return nothing
  }
}

const field = (kept: object, name: string): string => {
  const value: unknown = Reflect.get(kept, name)
  return typeof value === 'string' ? value : ''
}
