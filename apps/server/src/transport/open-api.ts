import { type Contract, errorKinds, httpStatus, wireError } from '@convene/protocol'
import { z } from 'zod'

/** The OpenAPI 3.1 document, made from the same contracts that serve the calls. */
export function openApi(contracts: readonly Contract[]): object {
  const errors = Object.fromEntries(
    errorKinds.map((kind) => [
      String(httpStatus[kind]),
      { description: kind, content: content({ $ref: '#/components/schemas/Error' }) },
    ]),
  )
  return {
    openapi: '3.1.0',
    info: { title: 'Convene', version: '1' },
    security: [{ bearer: [] }, { cookie: [] }],
    paths: {
      ...Object.fromEntries(
        contracts.map((contract) => [`/api/v1/${contract.name}`, { post: operation(contract, errors) }]),
      ),
      '/api/v1/stream/{kind}/{id}': { get: streamOperation(errors) },
    },
    components: {
      schemas: { Error: z.toJSONSchema(z.object({ error: wireError })) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'convene.session_token' },
      },
    },
  }
}

function operation(contract: Contract, errors: object) {
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.name.split('.')[0]],
    ...(contract.who === 'public' && { security: [] }),
    parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } }],
    requestBody: { required: true, content: content(jsonSchema(contract.input, 'input')) },
    responses: { 200: { description: 'Done', content: content(jsonSchema(contract.output, 'output')) }, ...errors },
  }
}

function streamOperation(errors: object) {
  return {
    operationId: 'stream',
    summary: 'A stream’s events after `since`, or its snapshot',
    parameters: [
      { name: 'kind', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'since', in: 'query', schema: { type: 'integer', minimum: 0 } },
    ],
    responses: {
      200: { description: 'Events or a snapshot, with the stream’s seq', content: content({ type: 'object' }) },
      ...errors,
    },
  }
}

const content = (schema: object) => ({ 'application/json': { schema } })
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' })
