import { faceColor } from '../../../ui/index.ts'

/** Another person's caret: a line in their colour with their name above it, for the eye only; who writes where is told in words beside the section. */
export function caret(user: Record<string, unknown>): HTMLElement {
  const line = document.createElement('span')
  line.className = 'notes-caret'
  line.setAttribute('aria-hidden', 'true')
  if (typeof user.id === 'string') line.style.setProperty('--person', faceColor(user.id))
  const label = document.createElement('span')
  label.className = 'notes-caret-name'
  label.textContent = typeof user.name === 'string' ? user.name : ''
  // Word joiners keep the line from breaking around the caret.
  line.append('\u2060', label, '\u2060')
  return line
}
