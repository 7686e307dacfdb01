/** What tests of other packages share: a real session of two people, and somebody to type it. */
export { type RecordedSession, recordedSession } from './recorded-session.ts'
export { type Page, Typist } from './typist.ts'
