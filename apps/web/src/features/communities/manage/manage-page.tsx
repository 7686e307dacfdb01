import { may } from '@convene/domain'
import { useT } from '../../../i18n/index.ts'
import { Page } from '../../../ui/index.ts'
import { NotFound } from '../../../ui/not-found.tsx'
import { useCommunity } from '../community-context.ts'
import { AboutForm } from './about-form.tsx'
import { ImportCsv } from './import-csv.tsx'
import { Invitations } from './invitations.tsx'
import { Organizations } from './organizations.tsx'

/** What facilitators and owners look after. */
export function ManagePage() {
  const t = useT()
  const { standing } = useCommunity()
  if (!may(standing, 'moderate')) return <NotFound />
  return (
    <Page title={t('communities.manage')}>
      {may(standing, 'manage') && <AboutForm />}
      <ImportCsv />
      <Invitations />
      <Organizations />
    </Page>
  )
}
