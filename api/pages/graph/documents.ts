const ROW = `fragment Row on Ticket {
  number state kind tier tierWhy urgency pledges channel title text createdAt revision reopened needsHuman needsReview
  caseCount { count repeats }
  likely { value confidence } escalated
  sentiment { level signs }
  urges { at }
  place { districtName streetName communityName placeName }
  organ { id name }
  clock { dueAt why status }
  workOrder { at why }
}`

const CHECK = `fragment Check on ReplyCheck {
  score verdict mayInsist reason
  findings { aspect good why spans { start end why } }
  unanswered { start end why }
}`

const CASE = `${ROW}
${CHECK}
fragment Case on Ticket {
  ...Row
  summary
  category { l1 l2 l3 confidence }
  place { confidence candidates { streetName why } }
  dispatchReasons
  derived { field by confidence }
  corrections { field from to fromName toName by at why }
  evidence { field start end text why }
  timeline { id at event text actor }
  attachments { id type }
  reveals { at displayName reason kinds }
  notices { id kind text state means at reason }
  supplements { id at correctsPlace escalated text point { latitude longitude } media }
  withdrawn { at reason }
  imported { at } tags company outcome role
  reply
  replyCheck { ...Check }
  survey { contacted solved satisfaction answeredAt }
  toVerify
  family {
    lead count repeats
    members { number how by why ticket { number text state createdAt organ { name } } }
  }
  similar(first: 3) { how why familyCount ticket { number text state createdAt organ { name } } }
  calls {
    id state startedAt number callbackNumber outcome keys surveyAnswer recordings
    transcript { speaker text offsetMs confidence unsure }
  }
}`

export const TICKET = `query Ticket($number: ID!) { ticket(number: $number) { ...Case } } ${CASE}`

export const TICKET_CHANGED = `subscription TicketChanged($number: ID) { ticketChanged(number: $number) { ...Case } } ${CASE}`

export const ROW_CHANGED = `subscription RowChanged { ticketChanged { ...Row } } ${ROW}`

export const TICKETS = `query Tickets($filter: TicketFilter, $orderBy: TicketOrder, $first: Int, $after: String) {
  tickets(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges { node { ...Row } }
    pageInfo { hasNextPage endCursor }
  }
} ${ROW}`

export const SIGN = `mutation Sign($number: ID!, $revision: Int) {
  signTicket(number: $number, revision: $revision) { ...Case }
} ${CASE}`

export const CHECK_REPLY = `query CheckReply($number: ID!, $text: String!) {
  checkReply(number: $number, text: $text) { ...Check }
} ${CHECK}`

export const REPLY = `mutation Reply($number: ID!, $text: String!, $revision: Int, $reason: String) {
  replyTicket(number: $number, text: $text, revision: $revision, reason: $reason) { ...Case }
} ${CASE}`

export const CLOSE = `mutation Close($number: ID!, $revision: Int) {
  closeTicket(number: $number, revision: $revision) { ...Case }
} ${CASE}`

export const JOIN_FAMILY = `mutation JoinFamily($number: ID!, $with: ID!, $revision: Int) {
  joinFamily(number: $number, with: $with, revision: $revision) { ...Case }
} ${CASE}`

export const LEAVE_FAMILY = `mutation LeaveFamily($number: ID!, $revision: Int) {
  leaveFamily(number: $number, revision: $revision) { ...Case }
} ${CASE}`

export const KEEP_APART = `mutation KeepApart($number: ID!, $other: ID!) {
  keepApart(number: $number, other: $other) { ...Case }
} ${CASE}`

export const ASIDES = `query Asides { messagesAside { id channel receivedAt tries reason } }`

export const HEAR_AGAIN = `mutation HearAgain($id: ID!) { hearAgain(id: $id) }`
export const NOTE_VERIFIED = `mutation NoteVerified($number: ID!, $revision: Int) {
  noteVerified(number: $number, revision: $revision) { ...Case }
} ${CASE}`

export const HOT_TOPICS = `query HotTopics($since: DateTime) {
  topics(first: 50, since: $since) { id title heat size people peak30 from to }
}`

export const TOPIC_TICKETS = `query TopicTickets($id: ID!) {
  topic(id: $id) { tickets(first: 50) { number title text state createdAt } }
}`

export const ASSESSMENT = `query Assessment($period: String) {
  assessment(period: $period) {
    period from to
    units {
      organ { id name }
      peerGroup accepted validSurveys responseRate resolutionRate satisfactionRate score rank
    }
  }
}`

export const DROPPED_CALLS = `query DroppedCalls {
  droppedCalls(first: 100) { id startedAt number callbackNumber }
}`

export const NOTE_CALLED_BACK = `mutation NoteCalledBack($id: ID!) { noteCalledBack(id: $id) { id state } }`

const STAFF = `fragment Who on Staff { username displayName role organ { id name } }`

export const LOGIN = `mutation Login($username: String!, $password: String!) {
  loginStaff(username: $username, password: $password) { token expiresAt staff { ...Who } }
} ${STAFF}`

export const ME = `query Me { me { ...Who } } ${STAFF}`

export const REVEAL = `mutation Reveal($number: ID!, $reason: String!) {
  revealPersonal(number: $number, reason: $reason) { text items { name value source } }
}`

export const CORRECT = `mutation Correct($number: ID!, $field: CorrectedField!, $value: String!, $reason: String, $revision: Int) {
  correctTicket(number: $number, field: $field, value: $value, reason: $reason, revision: $revision) { ...Case }
} ${CASE}`

export const CHOICES = `query Choices {
  categories { path children { path children { path } } }
  districts { id name streets { id name communities places { name aliases } } }
}`

export const DRIFT = `query Drift($months: Int!) {
  drift(months: $months) {
    month field level by opened judged corrected agreement calibrationError
    confusion { saidName isName count }
  }
}`

export const FIRST_NEEDS = `query FirstNeeds { firstNeeds }`

export const HISTORY = `query History($number: ID!) {
  ticket(number: $number) { timeline { id at event text actor } }
}`
