import * as admin from './admin.ts'
import { aggregate } from './aggregate.ts'
import type { Command } from './call.ts'
import * as collections from './collections.ts'
import { count } from './count.ts'
import { remove } from './delete.ts'
import { distinct } from './distinct.ts'
import { explain } from './explain.ts'
import { findAndModify } from './find-and-modify.ts'
import { find, getMore, killCursors } from './find.ts'
import { createIndexes, dropIndexes } from './indexes.ts'
import { insert } from './insert.ts'
import * as stats from './stats.ts'
import { update } from './update.ts'

/** Every command there is. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['aggregate', aggregate],
  ['buildInfo', admin.buildInfo],
  ['buildinfo', admin.buildInfo],
  ['collStats', stats.collStats],
  ['connectionStatus', admin.connectionStatus],
  ['count', count],
  ['create', collections.create],
  ['createIndexes', createIndexes],
  ['dbStats', stats.dbStats],
  ['dbstats', stats.dbStats],
  ['delete', remove],
  ['distinct', distinct],
  ['drop', collections.drop],
  ['dropDatabase', collections.dropDatabase],
  ['dropIndexes', dropIndexes],
  ['endSessions', admin.endSessions],
  ['explain', explain],
  ['find', find],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['getMore', getMore],
  ['getParameter', admin.getParameter],
  ['hello', admin.hello],
  ['insert', insert],
  ['isMaster', admin.hello],
  ['ismaster', admin.hello],
  ['killCursors', killCursors],
  ['listCollections', collections.listCollections],
  ['listDatabases', collections.listDatabases],
  ['listIndexes', collections.listIndexes],
  ['ping', admin.ping],
  ['serverStatus', admin.serverStatus],
  ['update', update],
])

/** What MongoDB has and the store refuses, with the words that follow "set MONGODB_URI to use". */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ['abortTransaction', 'transactions'],
  ['authenticate', 'users and roles'],
  ['bulkWrite', 'the bulkWrite command'],
  ['collMod', 'collMod'],
  ['commitTransaction', 'transactions'],
  ['convertToCapped', 'capped collections'],
  ['createRole', 'users and roles'],
  ['createSearchIndexes', '$search'],
  ['createUser', 'users and roles'],
  ['dropRole', 'users and roles'],
  ['dropSearchIndex', '$search'],
  ['dropUser', 'users and roles'],
  ['grantRolesToUser', 'users and roles'],
  ['listSearchIndexes', '$search'],
  ['mapReduce', 'map-reduce'],
  ['mapreduce', 'map-reduce'],
  ['renameCollection', 'renameCollection'],
  ['rolesInfo', 'users and roles'],
  ['saslContinue', 'users and roles'],
  ['saslStart', 'users and roles'],
  ['setParameter', 'server parameters'],
  ['updateSearchIndex', '$search'],
  ['updateUser', 'users and roles'],
  ['usersInfo', 'users and roles'],
])
