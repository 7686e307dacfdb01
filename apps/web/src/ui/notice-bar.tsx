import { useEffect, useState } from 'react'
import { type Key, useT } from '../i18n/index.ts'
import { type ClientStatus, useClient, useStatus } from '../net/index.ts'
import styles from './notice-bar.module.css'
import { reloadFresh } from './service-worker.ts'

/** Moments without a connection shorter than this go unmentioned. */
const PATIENCE_MS = 1_500

const WORDS: Partial<Record<ClientStatus, Key>> = {
  connecting: 'ui.notice_connecting',
  offline: 'ui.notice_offline',
  restarting: 'ui.notice_restarting',
  stale: 'ui.notice_stale',
}

/** Says how the connection stands, when it does not stand well, and what that means for what is being written. */
export function NoticeBar() {
  const t = useT()
  const client = useClient()
  const status = useLasting(useStatus())
  const key = WORDS[status]
  return (
    <div role="status" className={styles.region} data-print="no">
      {key && (
        <div className={styles.bar} data-status={status}>
          <span>{t(key)}</span>
          {status === 'offline' && (
            <button type="button" onClick={() => client.wake()}>
              {t('ui.notice_retry')}
            </button>
          )}
          {status === 'stale' && (
            <button type="button" onClick={() => void reloadFresh()}>
              {t('ui.notice_reload')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

/** The status, with `connecting` only once it lasts. */
function useLasting(status: ClientStatus): ClientStatus {
  const client = useClient()
  const [shown, setShown] = useState<ClientStatus>('online')
  useEffect(() => {
    if (status === 'connecting') return client.after(PATIENCE_MS, () => setShown(status))
    setShown(status)
    return undefined
  }, [client, status])
  return shown
}
