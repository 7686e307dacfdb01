import { Button, CopyButton, TextInput } from '@mantine/core'
import { useT } from '../i18n/index.ts'
import styles from './copy-text.module.css'

/** Something to be copied: a link, a token. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const t = useT()
  return (
    <div className={styles.copy}>
      <TextInput
        label={label}
        value={text}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        className={styles.field}
      />
      <CopyButton value={text}>
        {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'ui.copied' : 'ui.copy')}</Button>}
      </CopyButton>
    </div>
  )
}
