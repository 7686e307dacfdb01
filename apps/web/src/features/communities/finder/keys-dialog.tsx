import { Kbd, Modal } from '@mantine/core'
import { type Key, useT } from '../../../i18n/index.ts'
import { useFocusBack } from '../../../ui/index.ts'
import styles from './keys-dialog.module.css'

const KEYS: readonly (readonly [string, Key])[] = [
  ['Ctrl K', 'ui.keysFind'],
  ['?', 'ui.keysHelp'],
  ['Enter', 'ui.keysSend'],
  ['Shift Enter', 'ui.keysLine'],
  ['↑', 'ui.keysEdit'],
  ['Tab', 'ui.keysNext'],
  ['Esc', 'ui.keysClose'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  useFocusBack()
  const t = useT()
  return (
    <Modal opened onClose={onClose} title={t('ui.keysTitle')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <dl className={styles.keys}>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
