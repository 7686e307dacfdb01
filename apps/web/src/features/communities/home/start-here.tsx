import { may } from '@convene/domain'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../i18n/index.ts'
import { ListRow, Section } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'
import { listedChannels } from '../listed-channels.ts'

/** The first few things worth doing, by what the reader may do. */
export function StartHere() {
  const t = useT()
  const { community, channels, standing } = useCommunity()
  const params = { community: community.handle }
  const first = listedChannels(channels)[0]
  return (
    <Section title={t('communities.startHere')}>
      <ul>
        {first && (
          <ListRow
            title={
              <Link to="/c/$community/channels/$channel" params={{ ...params, channel: first.id }}>
                {t(may(standing, 'post') ? 'communities.sayHello' : 'communities.readAlong', { channel: first.name })}
              </Link>
            }
            detail={first.topic}
          />
        )}
        <ListRow
          title={
            <Link to="/c/$community/people" params={params}>
              {t('communities.meetPeople')}
            </Link>
          }
          detail={t('communities.meetPeopleHelp')}
        />
        <ListRow
          title={
            <Link to="/c/$community/meetings" params={params}>
              {t('communities.readMinutes')}
            </Link>
          }
          detail={t('communities.readMinutesHelp')}
        />
        <ListRow
          title={
            <Link to="/c/$community/settings" params={params}>
              {t('communities.tellAboutYou')}
            </Link>
          }
          detail={t('communities.tellAboutYouHelp')}
        />
      </ul>
    </Section>
  )
}
