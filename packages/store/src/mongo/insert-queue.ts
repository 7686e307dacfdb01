import mongoose from 'mongoose'

type Collection<D extends mongoose.mongo.Document> = mongoose.mongo.Collection<D>

/** Documents on their way into collections, sent many at a time, one collection after the other. */
export class InsertQueue {
  #collection: string | undefined
  #send: () => Promise<unknown> = async () => {}
  #documents: unknown[] = []
  #bytes = 0

  async add<D extends mongoose.mongo.Document>(
    collection: Collection<D>,
    document: mongoose.mongo.OptionalUnlessRequiredId<D>,
  ): Promise<void> {
    if (this.#collection !== collection.collectionName) {
      await this.flush()
      const documents: mongoose.mongo.OptionalUnlessRequiredId<D>[] = []
      this.#collection = collection.collectionName
      this.#documents = documents
      this.#send = () => collection.insertMany(documents.splice(0), { ordered: false })
    }
    this.#documents.push(document)
    this.#bytes += mongoose.mongo.BSON.calculateObjectSize(document)
    if (this.#documents.length >= BATCH_DOCUMENTS || this.#bytes >= BATCH_BYTES) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#documents.length > 0) await this.#send()
    this.#bytes = 0
  }
}

const BATCH_DOCUMENTS = 1_000
const BATCH_BYTES = 8 * 1024 * 1024
