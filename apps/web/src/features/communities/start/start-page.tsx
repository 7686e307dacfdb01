import { communities, streamOf } from '@convene/protocol'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../i18n/index.ts'
import { useMe, useSlice } from '../../../net/index.ts'
import { Empty, Page, Waiting } from '../../../ui/index.ts'
import { PlainShell } from '../plain-shell.tsx'
import { CommunityNews } from './community-news.tsx'
import { Discover } from './discover.tsx'

/** What is new for me, over all my communities. */
export function StartPage() {
  const t = useT()
  const me = useMe()
  const mine = useSlice(me && streamOf('member', me.id), communities.communitiesSlice)
  return (
    <PlainShell>
      <Page title={me ? t('communities.hello', { name: me.name }) : t('communities.start')}>
        {!mine && <Waiting lines={6} />}
        {mine?.map((one) => (
          <CommunityNews key={one.id} community={one} />
        ))}
        {mine?.length === 0 && (
          <Empty
            title={t('communities.noneYet')}
            action={
              <Button component={Link} to="/code" variant="default">
                {t('communities.haveCode')}
              </Button>
            }
          >
            {t('communities.noneYetHelp')}
          </Empty>
        )}
        {mine && <Discover mine={mine} />}
      </Page>
    </PlainShell>
  )
}
