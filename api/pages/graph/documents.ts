const ROW = `fragment Row on Ticket {
  number state kind tier urgency channel text createdAt revision reopened needsHuman
  urges { at }
  place { districtName streetName communityName placeName }
  organ { id name }
  clock { dueAt why status }
}`

const CASE = `${ROW}
fragment Case on Ticket {
  ...Row
  tierWhy
  category { l1 l2 l3 confidence }
  dispatchReasons
  evidence { field start end text why }
  timeline { id at event text actor }
  attachments { id type }
  notices { id kind text state means at reason }
  supplements { id at correctsPlace text point { latitude longitude } media { type } }
  withdrawn { at reason }
  reply
  survey { contacted solved satisfaction answeredAt }
  toVerify
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

export const REPLY = `mutation Reply($number: ID!, $text: String!, $revision: Int) {
  replyTicket(number: $number, text: $text, revision: $revision) { ...Case }
} ${CASE}`

export const CLOSE = `mutation Close($number: ID!, $revision: Int) {
  closeTicket(number: $number, revision: $revision) { ...Case }
} ${CASE}`

export const ASIDES = `query Asides { messagesAside { id channel receivedAt tries reason } }`

export const HEAR_AGAIN = `mutation HearAgain($id: ID!) { hearAgain(id: $id) }`
export const NOTE_VERIFIED = `mutation NoteVerified($number: ID!, $revision: Int) {
  noteVerified(number: $number, revision: $revision) { ...Case }
} ${CASE}`

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
