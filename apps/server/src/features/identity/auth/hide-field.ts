import type { CleanedWhere, CustomAdapter } from 'better-auth/adapters'

/**
 * Stores only a hash of one field of one model (session tokens), so that who reads the data or a backup holds nobody's
 * session. Who asks by the value gets rows with the value; in any other answer the field is the hash.
 */
export function hideField(
  adapter: CustomAdapter,
  { model, field, hash }: { model: string; field: string; hash: (value: string) => string },
): CustomAdapter {
  const hidden = (value: CleanedWhere['value']) => (typeof value === 'string' ? hash(value) : value)
  const sealed = <A extends { model: string; where?: CleanedWhere[] | undefined }>(args: A): A =>
    args.model === model && args.where
      ? { ...args, where: args.where.map((at) => (at.field === field ? { ...at, value: hidden(at.value) } : at)) }
      : args
  const shown = <T>(row: T, args: { model: string; where?: CleanedWhere[] | undefined }): T => {
    const asked = args.model === model && args.where?.find((at) => at.field === field && at.operator === 'eq')
    return asked && row ? { ...row, [field]: asked.value } : row
  }
  const { consumeOne, incrementOne } = adapter
  return {
    ...adapter,
    async create(args) {
      const value: unknown = args.data[field]
      if (args.model !== model || typeof value !== 'string') return adapter.create(args)
      await adapter.create({ ...args, data: { ...args.data, [field]: hash(value) } })
      return args.data
    },
    findOne: async <T>(args: Parameters<CustomAdapter['findOne']>[0]) =>
      shown(await adapter.findOne<T>(sealed(args)), args),
    findMany: async <T>(args: Parameters<CustomAdapter['findMany']>[0]) => {
      const rows = await adapter.findMany<T>(sealed(args))
      return rows.map((row) => shown(row, args))
    },
    update: async <T>(args: { model: string; where: CleanedWhere[]; update: T }) =>
      shown(await adapter.update<T>(sealed(args)), args),
    updateMany: (args) => adapter.updateMany(sealed(args)),
    delete: (args) => adapter.delete(sealed(args)),
    deleteMany: (args) => adapter.deleteMany(sealed(args)),
    count: (args) => adapter.count(sealed(args)),
    ...(consumeOne && {
      consumeOne: async <T>(args: { model: string; where: CleanedWhere[] }) =>
        shown(await consumeOne<T>(sealed(args)), args),
    }),
    ...(incrementOne && {
      incrementOne: async <T>(args: Parameters<typeof incrementOne>[0]) =>
        shown(await incrementOne<T>(sealed(args)), args),
    }),
  }
}
