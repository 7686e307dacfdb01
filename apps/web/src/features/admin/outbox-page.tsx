import { admin } from '@convene/protocol'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useErrorText, useFormat, useT } from '../../i18n/index.ts'
import { useMe, useQuery } from '../../net/index.ts'
import { Empty, Page, Waiting } from '../../ui/index.ts'
import { NotFound } from '../../ui/not-found.tsx'
import { PlainShell } from '../communities/index.ts'
import styles from './outbox-page.module.css'

/** Mail as it left, or would leave: how an installation without a relay hands out its sign-in codes. */
export function OutboxPage() {
  const t = useT()
  const me = useMe()
  const errorText = useErrorText()
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined])
  const { data, error, reload } = useQuery(admin.outbox, {}, [])
  if (me && !me.administrator)
    return (
      <PlainShell>
        <NotFound />
      </PlainShell>
    )
  return (
    <PlainShell>
      <Page
        title={t('admin.outbox')}
        lead={data && t(data.relay ? 'admin.relay' : 'admin.noRelay')}
        actions={
          <Button variant="default" onClick={reload}>
            {t('ui.refresh')}
          </Button>
        }
      >
        {error && <p role="alert">{errorText(error)}</p>}
        {!data && !error && <Waiting lines={5} />}
        {data?.mails.length === 0 && <Empty title={t('admin.empty')}>{t('admin.emptyHelp')}</Empty>}
        {cursors.map((cursor, at) => (
          <Mails
            key={cursor ?? ''}
            cursor={cursor}
            first={at === 0 ? data : undefined}
            last={at === cursors.length - 1}
            onMore={(next) => setCursors([...cursors, next])}
          />
        ))}
      </Page>
    </PlainShell>
  )
}

type Mails = ReturnType<typeof admin.outbox.output.parse>

/** One page of mail; the first is handed down, since it is asked for anyway. */
function Mails({
  cursor,
  first,
  last,
  onMore,
}: {
  cursor: string | undefined
  first: Mails | undefined
  last: boolean
  onMore: (cursor: string) => void
}) {
  const t = useT()
  const format = useFormat()
  const { data = first } = useQuery(admin.outbox, cursor === undefined ? undefined : { cursor }, [cursor])
  const next = data?.cursor
  return (
    <>
      {data?.mails.map((mail) => (
        <details key={mail.id} className={styles.mail}>
          <summary>
            <span className={styles.subject}>{mail.subject}</span>
            <span className={styles.state} data-state={mail.state}>
              {t(`admin.state_${mail.state}`)}
            </span>
            <span className={styles.to}>{t('admin.to', { to: mail.to, when: format.dateTime(mail.createdAt) })}</span>
          </summary>
          {mail.lastError && <p className={styles.error}>{mail.lastError}</p>}
          <pre>{mail.text}</pre>
        </details>
      ))}
      {last && next && (
        <Button variant="default" mt="md" onClick={() => onMore(next)}>
          {t('admin.more')}
        </Button>
      )}
    </>
  )
}
