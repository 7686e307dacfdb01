import mongoose from 'mongoose'
import { StoreNotNew } from '../port.ts'

/**
 * Runs `fill` on a database that nothing was ever kept in. A dump is too large for one transaction, so a mark stands
 * in the database from before the first write until the last is done, and no store opens on a database with the mark.
 * When `fill` fails everything is dropped again.
 * @throws StoreNotNew when there is anything in the database.
 */
export async function fillNew(connection: mongoose.Connection, fill: () => Promise<void>): Promise<void> {
  const db = databaseOf(connection)
  const mark = db.collection<{ _id: string }>(MARK)
  try {
    await mark.insertOne({ _id: MARK })
  } catch (error) {
    throw isDuplicate(error) ? unfinished(db.databaseName) : error
  }
  const others = async () => (await db.collections()).filter(isKept)
  if ((await others()).length > 0) {
    await mark.drop()
    throw new StoreNotNew(`The database ${db.databaseName} is not empty: restore into a new one.`)
  }
  try {
    await fill()
  } catch (error) {
    for (const collection of await others()) await collection.drop()
    await mark.drop()
    throw error
  }
  await mark.drop()
}

/** @throws Error with a sentence for the operator when a `fillNew` is under way, or ended with its process. */
export async function refuseUnfinished(connection: mongoose.Connection): Promise<void> {
  const db = databaseOf(connection)
  if (await db.collection(MARK).findOne({}, { readConcern: 'majority' })) throw unfinished(db.databaseName)
}

const MARK = 'store_being_filled'
const DUPLICATE_KEY = 11_000

/** Whether it is more than the mark and what the engine itself keeps. */
const isKept = ({ collectionName }: mongoose.mongo.Collection) =>
  collectionName !== MARK && !collectionName.startsWith('system.')

const isDuplicate = (error: unknown) => error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY

const unfinished = (name: string) =>
  new StoreNotNew(
    `The database ${name} is being restored, or its restore was cut short: wait for it, or drop the database and restore again.`,
  )

function databaseOf(connection: mongoose.Connection): mongoose.mongo.Db {
  if (!connection.db) throw new Error('The connection to MongoDB is not open')
  return connection.db
}
