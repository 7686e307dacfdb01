import { may } from '@convene/domain'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { Empty, Page } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'
import { groupMembers } from './group-members.ts'
import { InviteButton } from './invite-button.tsx'
import { JoinRequests } from './join-requests.tsx'
import { MemberDrawer } from './member-drawer.tsx'
import { MemberGroup } from './member-group.tsx'

/** Members by the organization they speak for, with a search that narrows as one types. */
export function PeoplePage() {
  const t = useT()
  const navigate = useNavigate()
  const { community, members, organizations, standing } = useCommunity()
  const { person } = useSearch({ from: '/c/$community/people' })
  const [words, setWords] = useState('')
  const groups = useMemo(() => groupMembers(members, organizations, words), [members, organizations, words])
  const chosen = members.find((member) => member.personId === person)

  function show(personId: string | undefined): void {
    void navigate({
      to: '/c/$community/people',
      params: { community: community.handle },
      search: personId ? { person: personId } : {},
      replace: personId === undefined,
    })
  }

  return (
    <Page
      title={t('communities.people')}
      lead={t('communities.memberCount', { count: members.length })}
      actions={may(standing, 'invite') && <InviteButton />}
    >
      {may(standing, 'moderate') && <JoinRequests />}
      <TextInput
        type="search"
        aria-label={t('communities.searchPeople')}
        placeholder={t('communities.searchPeople')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        maw={420}
        mb="md"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {groups.map(({ organization, people }) => (
        <MemberGroup
          key={organization?.id ?? ''}
          title={organization?.name ?? t('communities.noOrganization')}
          area={organization?.area}
          people={people}
          onChoose={show}
        />
      ))}
      {groups.length === 0 && <Empty title={t('communities.nobodyFound')}>{t('communities.nobodyFoundHelp')}</Empty>}
      {chosen && <MemberDrawer key={chosen.personId} member={chosen} onClose={() => show(undefined)} />}
    </Page>
  )
}
