import { may, mayGive } from '@convene/domain'
import { communities, identity } from '@convene/protocol'
import { Button, Drawer, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useErrorText, useFormat, useT } from '../../../i18n/index.ts'
import { useMe, useQuery } from '../../../net/index.ts'
import { Face, useAct, useFocusBack, Waiting } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'
import styles from './member-drawer.module.css'

const ROLES = ['owner', 'facilitator', 'member', 'observer'] as const

/** A member's profile, and for those who may, their role and the end of the membership. */
export function MemberDrawer({ member, onClose }: { member: communities.Member; onClose: () => void }) {
  useFocusBack()
  const t = useT()
  const format = useFormat()
  const errorText = useErrorText()
  const { data, error } = useQuery(identity.profile, { personId: member.personId }, [member.personId])
  const person = data?.person
  const facts =
    person &&
    ([
      ['worksAs', person.discipline],
      ['livesIn', person.place],
      ['speaks', format.list(person.languages)],
      ['askAbout', person.askAbout],
      ['reach', person.contact],
    ] as const)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('communities.profile')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <div className={styles.head}>
        <Face personId={member.personId} name={member.name} size={48} />
        <div>
          <h2>{member.name}</h2>
          <div className="soft">{[member.title, t(`communities.role_${member.role}`)].filter(Boolean).join(', ')}</div>
        </div>
      </div>
      {!person && !error && <Waiting lines={4} />}
      {error && <p role="alert">{errorText(error)}</p>}
      {person?.introduction && <p className={styles.introduction}>{person.introduction}</p>}
      <dl className={styles.facts}>
        {facts?.map(
          ([key, value]) =>
            value && (
              <div key={key}>
                <dt>{t(`communities.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        <div>
          <dt>{t('communities.memberSince')}</dt>
          <dd>{format.date(member.joinedAt)}</dd>
        </div>
      </dl>
      <Membership member={member} onEnded={onClose} />
    </Drawer>
  )
}

function Membership({ member, onEnded }: { member: communities.Member; onEnded: () => void }) {
  const t = useT()
  const me = useMe()
  const { community, standing } = useCommunity()
  const change = useAct(communities.changeMember)
  const remove = useAct(communities.removeMember)
  const [sure, setSure] = useState(false)
  const { personId } = member
  if (!may(standing, 'moderate') || !mayGive(standing.role, member.role) || personId === me?.id) return null

  async function end(): Promise<void> {
    if (
      await remove.run({ communityId: community.id, personId }, t('communities.memberRemoved', { name: member.name }))
    )
      onEnded()
  }

  return (
    <div className={styles.membership}>
      <NativeSelect
        label={t('communities.role')}
        value={member.role}
        error={change.problem}
        data={ROLES.filter((role) => mayGive(standing.role, role)).map((role) => ({
          value: role,
          label: t(`communities.role_${role}`),
        }))}
        onChange={(event) => {
          const role = ROLES.find((one) => one === event.currentTarget.value)
          if (role) void change.run({ communityId: community.id, personId, role }, t('ui.saved'))
        }}
      />
      {remove.problem && <p role="alert">{remove.problem}</p>}
      <Button
        variant={sure ? 'filled' : 'default'}
        color="red.8"
        loading={remove.busy}
        onClick={() => (sure ? void end() : setSure(true))}
      >
        {t(sure ? 'communities.removeSure' : 'communities.removeMember', { name: member.name })}
      </Button>
    </div>
  )
}
