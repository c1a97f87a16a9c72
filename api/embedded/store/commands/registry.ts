import { adminCommands } from './admin.ts'
import { aggregate } from './aggregate.ts'
import type { Command } from './call.ts'
import { collectionCommands } from './collections.ts'
import { explain } from './explain.ts'
import { indexCommands } from './indexes.ts'
import { readCommands } from './reads.ts'
import { statsCommands } from './stats.ts'
import { writeCommands } from './writes.ts'

/** Every command there is, also as old clients write its name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...adminCommands,
    ...collectionCommands,
    ...indexCommands,
    ...readCommands,
    ...writeCommands,
    ...statsCommands,
    aggregate,
    explain,
  }),
)

/** What MongoDB has and the store refuses, by the words that follow "set MONGODB_URI to use". */
export const REFUSED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    transactions: 'abortTransaction commitTransaction',
    'users and roles':
      'authenticate saslStart saslContinue createUser updateUser dropUser usersInfo createRole dropRole grantRolesToUser rolesInfo',
    $search: 'createSearchIndexes updateSearchIndex dropSearchIndex listSearchIndexes',
    'the bulkWrite command': 'bulkWrite',
    collMod: 'collMod',
    renameCollection: 'renameCollection',
    'capped collections': 'convertToCapped',
    'map-reduce': 'mapReduce mapreduce',
    'server parameters': 'setParameter',
  }).flatMap(([what, names]) => names.split(' ').map((name): [string, string] => [name, what])),
)
