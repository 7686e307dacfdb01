import { communities } from '@convene/protocol'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../i18n/index.ts'
import { useQuery } from '../../../net/index.ts'
import { ListRow, Section } from '../../../ui/index.ts'

/** Communities that anyone may find, without one's own. */
export function Discover({ mine }: { mine: readonly communities.MyCommunity[] }) {
  const t = useT()
  const { data } = useQuery(communities.discover, {}, [mine])
  const own = new Set(mine.map((one) => one.id))
  const others = data?.communities.filter((one) => !own.has(one.id)) ?? []
  if (others.length === 0) return null
  return (
    <Section title={t('communities.discover')} lead={t('communities.discoverLead')}>
      <ul>
        {others.map(({ id, handle, name, purpose, members }) => (
          <ListRow
            key={id}
            title={
              <Link to="/c/$community" params={{ community: handle }}>
                {name}
              </Link>
            }
            detail={purpose}
          >
            <span className="soft small num">{t('communities.memberCount', { count: members })}</span>
          </ListRow>
        ))}
      </ul>
    </Section>
  )
}
