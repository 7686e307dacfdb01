/** Ids that are unique for this source and sort in the order they were made, as strings too: `p-000001`, `p-000002` … */
export function sequenceIds(prefix = 'id'): () => string {
  let last = 0
  return () => `${prefix}-${String(++last).padStart(DIGITS, '0')}`
}

/** Enough for a million ids in string order. */
const DIGITS = 6
