import { communities } from '@convene/protocol'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { FormStack, Page, useAct } from '../../../ui/index.ts'
import type { Answer } from '../use-community-id.ts'

/** A community one may find but not read: what it is for, and how to come in. */
export function VisitorPage({ answer: { community } }: { answer: Answer }) {
  const t = useT()
  const join = useAct(communities.join)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await join.run({ communityId: community.id, note })
    // Whoever joined at once is taken inside by their own stream.
    if (answer?.outcome === 'asked') setAsked(true)
  }

  return (
    <Page title={community.name}>
      <p>{community.purpose}</p>
      {community.joinPolicy === 'invite' && <p className="soft">{t('communities.byInvitation')}</p>}
      {community.joinPolicy !== 'invite' &&
        (asked ? (
          <p role="status">{t('communities.asked')}</p>
        ) : (
          <FormStack onSubmit={(event) => void submit(event)} problem={join.problem}>
            {community.joinPolicy === 'request' && (
              <Textarea
                label={t('communities.askNote')}
                autosize
                minRows={2}
                maxLength={1000}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            )}
            <Button type="submit" loading={join.busy}>
              {t(community.joinPolicy === 'open' ? 'communities.join' : 'communities.ask')}
            </Button>
          </FormStack>
        ))}
    </Page>
  )
}
