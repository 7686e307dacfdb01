import { Button } from '@mantine/core'
import { createPortal } from 'react-dom'
import { useT } from '../../../i18n/index.ts'
import { useCommunity } from '../community-context.ts'
import styles from './paper-invitation.module.css'

/** A code and PIN to read out, or to print on a sheet that holds all one needs to come in. */
export function PaperInvitation({ code, pin }: { code: string; pin: string }) {
  const t = useT()
  return (
    <>
      <Codes code={code} pin={pin} />
      <Button onClick={() => window.print()}>{t('communities.print')}</Button>
      {createPortal(<Sheet code={code} pin={pin} />, document.body)}
    </>
  )
}

function Codes({ code, pin }: { code: string; pin: string }) {
  const t = useT()
  return (
    <dl className={styles.codes}>
      <div>
        <dt>{t('communities.code')}</dt>
        <dd>{code}</dd>
      </div>
      <div>
        <dt>{t('communities.pin')}</dt>
        <dd>{pin}</dd>
      </div>
    </dl>
  )
}

/** Only on paper. */
function Sheet({ code, pin }: { code: string; pin: string }) {
  const t = useT()
  const { community } = useCommunity()
  return (
    <div className={styles.sheet} aria-hidden="true">
      <h1>{t('communities.invitedTo', { name: community.name })}</h1>
      <p>{community.purpose}</p>
      <p>{t('communities.paperHow', { address: `${window.location.origin}/code` })}</p>
      <Codes code={code} pin={pin} />
    </div>
  )
}
