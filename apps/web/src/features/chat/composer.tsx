import { chat } from '@convene/protocol'
import { ActionIcon, CloseButton, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconHeading, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import styles from './composer.module.css'
import type { Draft } from './use-draft.ts'

interface Props {
  readonly label: string
  readonly draft: Draft
  /** Of the message this one answers. */
  readonly answering: { readonly name: string; readonly stop: () => void } | undefined
  /** Meeting talk has no titles. */
  readonly titles: boolean
  readonly onTyping: () => void
  readonly onSend: (message: { text: string; title: string | undefined }) => void
}

/** Where a message is written. Enter sends and Shift+Enter breaks the line; under a thumb, Enter breaks the line. */
export function Composer({ label, draft, answering, titles, onTyping, onSend }: Props) {
  const t = useT()
  const thumb = useMediaQuery('(pointer: coarse)')
  const [titled, setTitled] = useState(draft.title !== '')
  const field = useRef<HTMLTextAreaElement>(null)
  const text = draft.text.trim()
  const left = chat.MESSAGE_MAX_CHARS - text.length
  const ready = text !== '' && left >= 0

  function send(): void {
    if (!ready) return
    onSend({ text, title: (titled && draft.title.trim()) || undefined })
    setTitled(false)
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An Enter that chooses a word in an input method is not the person's.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || thumb) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {answering && (
        <p className={styles.answering}>
          {t('chat.answering', { name: answering.name })}
          <CloseButton size="sm" aria-label={t('chat.stopAnswering')} onClick={answering.stop} />
        </p>
      )}
      {titled && (
        <TextInput
          className={styles.title}
          aria-label={t('chat.title')}
          placeholder={t('chat.titleHint')}
          value={draft.title}
          maxLength={TITLE_MAX}
          autoFocus
          onChange={(event) => draft.set({ title: event.currentTarget.value })}
        />
      )}
      <div className={styles.field}>
        {titles && !answering && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t(titled ? 'chat.removeTitle' : 'chat.addTitle')}
            title={t(titled ? 'chat.removeTitle' : 'chat.addTitle')}
            onClick={() => setTitled(!titled)}
          >
            <IconHeading size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
        <Textarea
          ref={field}
          className={styles.text}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          aria-label={label}
          aria-description={thumb ? undefined : t('chat.keys')}
          aria-invalid={left < 0}
          placeholder={label}
          value={draft.text}
          enterKeyHint={thumb ? 'enter' : 'send'}
          onChange={(event) => {
            draft.set({ text: event.currentTarget.value })
            if (event.currentTarget.value.trim() !== '') onTyping()
          }}
          onKeyDown={onKeyDown}
        />
        <ActionIcon type="submit" size={36} aria-label={t('chat.send')} title={t('chat.send')} disabled={!ready}>
          <IconSend2 size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
      <p className={styles.left} role="status" data-over={left < 0 || undefined}>
        {left < 0 ? t('chat.tooLong', { count: -left }) : left < TELL_LEFT ? t('chat.left', { count: left }) : ''}
      </p>
    </form>
  )
}

/** From here on the room that is left is told. */
const TELL_LEFT = 1_000
const TITLE_MAX = 200
