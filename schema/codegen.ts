import { readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as resolvers from '@graphql-codegen/typescript-resolvers'
import { buildASTSchema, parse, printSchema } from 'graphql'
import { mergeSdl } from './sdl.ts'

/**
 * `npm run codegen`: the slices' SDL → typed resolvers, the printed schema for reviews, and the same as a module, so that
 * a build needs no files beside its code. With `--check` it only says whether they are fresh.
 */
const RESOLVERS = new URL('resolvers.generated.ts', import.meta.url)
const PRINTED = new URL('schema.generated.graphql', import.meta.url)
const MODULE = new URL('sdl.generated.ts', import.meta.url)

/** Types whose resolvers start from a record of ours. */
const MAPPERS = {
  Ticket: './ticket/ticket.rules.ts#Ticket',
  TrackedTicket: './ticket/ticket.rules.ts#Ticket',
  Urge: './ticket/ticket.rules.ts#CitizenActEntry',
  Supplement: './ticket/ticket.rules.ts#CitizenActEntry',
  ReplyCheck: './ticket/ticket.rules.ts#TicketReplyCheck',
  Correction: './ticket/derived.rules.ts#Correction',
  ReplyFinding: './ticket/ticket.rules.ts#TicketReplyFinding',
  Withdrawal: './ticket/ticket.rules.ts#CitizenActEntry',
  Sentiment: './ticket/ticket.rules.ts#TicketSentiment',
  Call: './call/call.resolvers.ts#OpenedCall',
  CallUtterance: './kernel/ports.ts#Utterance',
  NoticeRecord: './notice/notice.model.ts#Notice',
  Staff: './staff/staff.rules.ts#StaffIdentity',
  UnitScore: './assessment/assessment.rules.ts#UnitScore',
  District: './territory/territory.rules.ts#District',
  Street: './territory/territory.rules.ts#Street',
  NamedPlace: './territory/territory.rules.ts#Place',
  Organ: './organ/organ.rules.ts#Organ',
  Duty: './organ/organ.rules.ts#Duty',
  CategoryNode: './classify/categories.ts#CategoryNode',
  Signal: './sensing/signal.store.ts#ListedSignal',
  Topic: './topic/topic.store.ts#ListedTopic',
  KnowledgeEntry: './knowledge/knowledge.rules.ts#KnowledgeEntry',
}

const schema = parse(mergeSdl())
const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  strictScalars: true,
  skipTypename: true,
  scalars: { DateTime: 'Date' },
  contextType: './graph.ts#GraphContext',
  mappers: MAPPERS,
  mapperTypeSuffix: 'Source',
  avoidOptionals: false,
  emitLegacyCommonJSImports: false,
}
const generated = await codegen({
  schema,
  documents: [],
  filename: RESOLVERS.pathname,
  config,
  plugins: [{ typescript: {} }, { resolvers: {} }],
  pluginMap: { typescript, resolvers },
})
const printed = printSchema(buildASTSchema(schema))
const files: [URL, string][] = [
  [RESOLVERS, `// Made by \`npm run codegen\` from the .graphql files; do not edit.\n${generated}\n`],
  [PRINTED, `# Made by \`npm run codegen\` from the .graphql files; do not edit.\n${printed}\n`],
  [
    MODULE,
    `// Made by \`npm run codegen\` from the .graphql files; do not edit.\nexport const SDL = ${JSON.stringify(printed)}\n`,
  ],
]

const stale = files.filter(([url, text]) => read(url) !== text)
if (process.argv.includes('--check')) {
  for (const [url] of stale) console.error(`${url.pathname.split('/').at(-1)} is stale: run npm run codegen`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [url, text] of stale) writeFileSync(url, text)
}

function read(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return undefined
  }
}
