import type { RichTextEditorLabels } from '@mantine/tiptap'
import { useMemo } from 'react'
import { useT } from '../../../i18n/index.ts'

/** Names of the toolbar's controls in the reader's language. */
export function useEditorLabels(): Partial<RichTextEditorLabels> {
  const t = useT()
  return useMemo(
    () => ({
      boldControlLabel: t('notes.bold'),
      italicControlLabel: t('notes.italic'),
      strikeControlLabel: t('notes.strike'),
      h3ControlLabel: t('notes.heading'),
      bulletListControlLabel: t('notes.bullets'),
      orderedListControlLabel: t('notes.numbers'),
      blockquoteControlLabel: t('notes.quote'),
      linkControlLabel: t('notes.link'),
      unlinkControlLabel: t('notes.unlink'),
      undoControlLabel: t('notes.undo'),
      redoControlLabel: t('notes.redo'),
      linkEditorInputLabel: t('notes.linkAddress'),
      linkEditorInputPlaceholder: 'https://',
      linkEditorSave: t('notes.linkSave'),
      linkEditorExternalLink: t('notes.linkNewTab'),
      linkEditorInternalLink: t('notes.linkSameTab'),
    }),
    [t],
  )
}
