import { useFormat, useT } from '../../i18n/index.ts'
import { useCommunity } from '../communities/index.ts'
import styles from './conversation.module.css'

/** Who is writing now. Its line is always there, so that nothing moves. */
export function TypingLine({ people }: { readonly people: readonly string[] }) {
  const t = useT()
  const { list } = useFormat()
  const { members } = useCommunity()
  const names = people.flatMap((id) => members.find((one) => one.personId === id)?.name ?? [])
  const words =
    names.length > NAMES_MAX
      ? t('chat.severalTyping')
      : names.length > 0
        ? t('chat.typing', { names: list(names), count: names.length })
        : ''
  return <p className={styles.typing}>{words}</p>
}

const NAMES_MAX = 3
