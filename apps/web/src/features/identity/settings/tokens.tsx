import { identity, streamOf } from '@convene/protocol'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useFormat, useT } from '../../../i18n/index.ts'
import { useSlice } from '../../../net/index.ts'
import { CopyText, ListRow, Section, useAct } from '../../../ui/index.ts'

/** Personal access tokens; the secret of a new one is on the page until it is left. */
export function Tokens({ personId }: { personId: string }) {
  const t = useT()
  const format = useFormat()
  const tokens = useSlice(streamOf('member', personId), identity.tokensSlice) ?? []
  const make = useAct(identity.makeToken)
  const revoke = useAct(identity.revokeToken)
  const [name, setName] = useState('')
  const [secret, setSecret] = useState<string>()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const made = await make.run({ name })
    if (!made) return
    setSecret(made.secret)
    setName('')
  }

  return (
    <Section title={t('identity.tokens')} lead={t('identity.tokensLead')}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('identity.tokenName')}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={make.problem}
        />
        <Button type="submit" variant="default" loading={make.busy}>
          {t('identity.makeToken')}
        </Button>
      </form>
      {secret && <CopyText text={secret} label={t('identity.tokenMade')} />}
      {tokens.length === 0 && !secret && <p className="soft">{t('identity.noTokens')}</p>}
      {revoke.problem && <p role="alert">{revoke.problem}</p>}
      <ul>
        {tokens.map((token) => (
          <ListRow
            key={token.id}
            title={token.name}
            detail={t('identity.tokenExpires', { date: format.date(token.expiresAt) })}
          >
            <Button
              variant="default"
              aria-label={t('identity.revokeTokenOf', { name: token.name })}
              onClick={() => void revoke.run({ tokenId: token.id })}
            >
              {t('identity.revokeToken')}
            </Button>
          </ListRow>
        ))}
      </ul>
    </Section>
  )
}
