import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { sameWriters, writersOf } from './writers.ts'

const user = (id: string) => ({ id, name: id.toUpperCase(), color: '#000000' })

/** This page's awareness, after hearing of pages with these states. */
function hearing(...states: object[]): Awareness {
  const own = new Awareness(new Doc())
  own.setLocalState({ user: user('me'), section: 'opening' })
  for (const state of states) {
    const other = new Awareness(new Doc())
    other.setLocalState(state)
    applyAwarenessUpdate(own, encodeAwarenessUpdate(other, [other.clientID]), 'test')
    other.destroy()
  }
  return own
}

test('WR1 each other person once, with the section that one of their pages writes in', () => {
  const awareness = hearing(
    { user: user('bo'), section: null },
    { user: user('bo'), section: 'fn-need' },
    { user: user('ann') },
  )
  expect(writersOf(awareness, 'me').map((one) => [one.personId, one.sectionId])).toEqual([
    ['ann', undefined],
    ['bo', 'fn-need'],
  ])
  awareness.destroy()
})

test('WR2 neither this page nor another page of this person', () => {
  const awareness = hearing({ user: user('me'), section: 'closing' })
  expect(writersOf(awareness, 'me')).toEqual([])
  awareness.destroy()
})

test('WR3 states of another shape are ignored', () => {
  const awareness = hearing({ user: { id: 7 } }, { section: 'x' }, { user: user('ann'), section: 3 })
  expect(writersOf(awareness, 'me')).toEqual([])
  awareness.destroy()
})

test('WR4 moving a caret changes nothing, moving between sections does', () => {
  const list = (section: string) => {
    const awareness = hearing({ user: user('bo'), section, cursor: { at: 1 } })
    const found = writersOf(awareness, 'me')
    awareness.destroy()
    return found
  }
  expect(sameWriters(list('opening'), list('opening'))).toBe(true)
  expect(sameWriters(list('opening'), list('closing'))).toBe(false)
  expect(sameWriters(list('opening'), [])).toBe(false)
})
