import { isUnsaved, type NotesFacts, notesStatus } from './notes-status.ts'

const open: NotesFacts = {
  link: 'open',
  offered: true,
  deviceOnline: true,
  mayWrite: true,
  unsaved: 0,
  refusedWith: undefined,
}

test('NS1 saved needs everything offered and everything durable', () => {
  expect(notesStatus(open)).toEqual({ kind: 'saved' })
  expect(notesStatus({ ...open, offered: false })).toEqual({ kind: 'opening' })
  expect(notesStatus({ ...open, unsaved: 1 })).toEqual({ kind: 'saving', changes: 1 })
})

test('NS2 offline tells what only this device has', () => {
  expect(notesStatus({ ...open, deviceOnline: false, unsaved: 3 })).toEqual({ kind: 'offline', changes: 3 })
})

test('NS3 a lost connection is reconnecting', () => {
  expect(notesStatus({ ...open, link: 'lost', unsaved: 2 })).toEqual({ kind: 'reconnecting', changes: 2 })
  expect(notesStatus({ ...open, link: 'connecting' })).toEqual({ kind: 'opening' })
})

test('NS4 readers are never told of saving', () => {
  expect(notesStatus({ ...open, mayWrite: false })).toEqual({ kind: 'read-only' })
  expect(notesStatus({ ...open, mayWrite: false, link: 'lost' }).kind).toBe('reconnecting')
})

test.each([
  [4401, 'signed-out'],
  [4403, 'no-access'],
  [4404, 'not-found'],
  [4413, 'too-large'],
  [4426, 'outdated'],
  [4400, 'broken'],
] as const)('NS5 close code %i is told as %s', (refusedWith, reason) => {
  expect(notesStatus({ ...open, link: 'lost', refusedWith, unsaved: 4 })).toEqual({
    kind: 'refused',
    reason,
    changes: 4,
  })
})

test('NS6 leaving is asked about exactly while there are unsaved changes', () => {
  for (const link of ['connecting', 'open', 'lost'] as const)
    for (const deviceOnline of [true, false])
      for (const unsaved of [0, 1])
        expect(isUnsaved(notesStatus({ ...open, link, deviceOnline, unsaved }))).toBe(unsaved > 0)
})
