/** Databases are named for person and document, epoch included: nobody finds another person's notes, and an old epoch never merges back. */
export const deviceCopyName = (personId: string, docName: string): string =>
  `${DEVICE_COPY_PREFIX}/${personId}/${docName}`

export const DEVICE_COPY_PREFIX = 'convene-notes'
