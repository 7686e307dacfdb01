import mongoose from 'mongoose'

const { MongoError, MongoErrorLabel, MongoServerError } = mongoose.mongo

const DUPLICATE_KEY = 11_000

/**
 * Whether a fault is the attempt's rather than one handler's: a conflict with another transaction, or the server gone.
 * A duplicate key that reaches here comes from two processes starting one log at once, a conflict the server does not
 * mark as one; it is marked here, so that the driver runs the attempt again.
 */
export function endsAttempt(fault: Error): boolean {
  if (!(fault instanceof MongoError)) return false
  if (fault instanceof MongoServerError && fault.code === DUPLICATE_KEY) fault.addErrorLabel(TRANSIENT)
  return fault.hasErrorLabel(TRANSIENT) || !(fault instanceof MongoServerError)
}

const TRANSIENT = MongoErrorLabel.TransientTransactionError
