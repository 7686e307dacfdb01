import { communities, streamOf } from '@convene/protocol'
import { IconHome, IconPlus, IconTicket } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import { useMe, useSession, useSlice } from '../../net/index.ts'
import { type BarItem, RailHeading, RailLink, Shell } from '../../ui/index.ts'
import { Finder } from './finder/finder.tsx'
import { MyLink } from './my-link.tsx'

/** Around pages that belong to no one community. */
export function PlainShell({ children }: { children: ReactNode }) {
  const t = useT()
  const me = useMe()
  const session = useSession()
  const stream = session.state === 'signed-in' ? streamOf('member', session.personId) : undefined
  const mine = useSlice(stream, communities.communitiesSlice) ?? []
  const bar: BarItem[] = [{ to: '/', label: t('communities.start'), icon: IconHome, exact: true }]
  return (
    <Shell
      bar={bar}
      rail={
        <>
          <RailLink to="/" exact mark={<IconHome size={18} stroke={1.6} />}>
            {t('communities.start')}
          </RailLink>
          <RailHeading>{t('communities.mine')}</RailHeading>
          {mine.map(({ id, handle, name }) => (
            <RailLink key={id} to="/c/$community" params={{ community: handle }}>
              {name}
            </RailLink>
          ))}
          <RailLink to="/new" mark={<IconPlus size={18} stroke={1.6} />}>
            {t('communities.startOne')}
          </RailLink>
          <RailLink to="/code" mark={<IconTicket size={18} stroke={1.6} />}>
            {t('communities.haveCode')}
          </RailLink>
          <RailHeading>{t('communities.yours')}</RailHeading>
          <MyLink to="/settings" />
          {me?.administrator && <RailLink to="/admin/outbox">{t('communities.outbox')}</RailLink>}
        </>
      }
    >
      {children}
      <Finder />
    </Shell>
  )
}
