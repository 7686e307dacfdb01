import { communities, streamOf } from '@convene/protocol'
import { Button } from '@mantine/core'
import { useFormat, useT } from '../../../i18n/index.ts'
import { useSlice } from '../../../net/index.ts'
import { Face, ListRow, Section, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'

/** Who asked to come in; nothing when nobody did. */
export function JoinRequests() {
  const t = useT()
  const format = useFormat()
  const { community } = useCommunity()
  const requests = useSlice(streamOf('moderation', community.id), communities.joinRequestsSlice) ?? []
  const decide = useAct(communities.decideJoin)
  if (requests.length === 0) return null
  return (
    <Section title={t('communities.joinRequests')}>
      {decide.problem && <p role="alert">{decide.problem}</p>}
      <ul>
        {requests.map(({ personId, name, note, askedAt }) => (
          <ListRow
            key={personId}
            mark={<Face personId={personId} name={name} size={32} />}
            title={name}
            detail={note || format.date(askedAt)}
          >
            <Button
              disabled={decide.busy}
              aria-label={t('communities.acceptPerson', { name })}
              onClick={() => void decide.run({ communityId: community.id, personId, accept: true })}
            >
              {t('communities.accept')}
            </Button>
            <Button
              variant="default"
              disabled={decide.busy}
              aria-label={t('communities.declinePerson', { name })}
              onClick={() => void decide.run({ communityId: community.id, personId, accept: false })}
            >
              {t('communities.decline')}
            </Button>
          </ListRow>
        ))}
      </ul>
    </Section>
  )
}
