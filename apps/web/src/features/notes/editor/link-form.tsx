import type { Editor } from '@tiptap/core'
import { type FormEvent, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { PlainButton } from '../../../ui/index.ts'

/** Sets, changes or removes the link of the selected text; in the toolbar's row, so that nothing moves. */
export function LinkForm({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const t = useT()
  const before: unknown = editor.getAttributes('link').href
  const [address, setAddress] = useState(typeof before === 'string' ? before : 'https://')

  function save(event: FormEvent): void {
    event.preventDefault()
    if (!URL.canParse(address)) return
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && !before)
      chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run()
    else chain.setLink({ href: address }).run()
    onDone()
  }

  return (
    <form
      className="notes-toolbar notes-link"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        editor.commands.focus()
        onDone()
      }}
    >
      <input
        type="url"
        required
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this field
        autoFocus
        aria-label={t('notes.linkAddress')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PlainButton type="submit" tone="accent">
        {t('notes.linkSave')}
      </PlainButton>
      {before !== undefined && (
        <PlainButton
          tone="quiet"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            onDone()
          }}
        >
          {t('notes.unlink')}
        </PlainButton>
      )}
    </form>
  )
}
