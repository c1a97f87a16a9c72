import { GraphQLError } from 'graphql'
import { MongoNetworkError, MongoServerSelectionError } from 'mongodb'
import { DeliveryError, DomainError } from '../../schema/kernel/errors.ts'

const AWAY = new DomainError('UNAVAILABLE', '系统暂时不可用，请稍后再试。')
const PLATFORM_AWAY = new DomainError('UNAVAILABLE', '微信平台暂时没有响应，请稍后再试。')

/** True for what the driver throws while the store cannot be reached. */
export function isOutage(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true
  // A line that breaks while a command is being written comes through as it is.
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE'
}

/** What a caller may learn of an error: a refusal in full, an outage as such, a bug as nothing but that. */
export function maskError(error: unknown, onBug: (error: unknown) => void): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error
  if (error instanceof GraphQLError && !cause) return error
  const known = refusalOf(cause)
  const where = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}
  if (known) return new GraphQLError(known.message, { ...where, extensions: { code: known.code, ...known.facts } })
  onBug(cause)
  return new GraphQLError('系统出错，已记录。', { ...where, extensions: { code: 'INTERNAL' } })
}

function refusalOf(cause: unknown): DomainError | undefined {
  if (cause instanceof DomainError) return cause
  if (cause instanceof DeliveryError) return PLATFORM_AWAY
  return isOutage(cause) ? AWAY : undefined
}
