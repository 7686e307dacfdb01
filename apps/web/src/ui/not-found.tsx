import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import { Empty } from './empty.tsx'
import { Page } from './page.tsx'

/** Says the same of what does not exist and of what is not open to the reader. */
export function NotFound() {
  const t = useT()
  return (
    <Page title={t('ui.notFound')}>
      <Empty title={t('ui.notFound')} action={<Link to="/">{t('ui.toStart')}</Link>}>
        {t('ui.notFoundHelp')}
      </Empty>
    </Page>
  )
}
