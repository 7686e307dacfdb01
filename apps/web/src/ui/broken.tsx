import { useT } from '../i18n/index.ts'
import { Empty } from './empty.tsx'
import { Page } from './page.tsx'
import { PlainButton } from './plain-button.tsx'

/** In the place of a part of the page that failed. A lazy part of an older release fails this way, and a reload mends it. */
export function Broken() {
  const t = useT()
  return (
    <Page title={t('ui.broken')}>
      <Empty
        title={t('ui.broken')}
        action={<PlainButton onClick={() => location.reload()}>{t('ui.notice_reload')}</PlainButton>}
      >
        {t('ui.brokenHelp')}
      </Empty>
    </Page>
  )
}
