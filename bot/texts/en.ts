import type { Texts } from './zh-hans.ts'

/** What the bot says, in English. */
export const EN: Texts = {
  welcome:
    'Hello, this is the 12345 hotline. Tell us what the problem is and where. We register it, pass it on and let you know the result.',
  publicTaken:
    'Hello, we have received your report and are passing it on. To protect your personal information, please send us details and questions by private message.',
  publicAsk:
    'Hello, we have seen this. Please tell us by private message what happened and where, and we will pass it on.',
  publicEmergency: (number) =>
    `If there is danger, call ${number} at once. We have received your report and are passing it on; please send details and questions by private message.`,
  welcomeTo: (street) =>
    `Hello, this is the 12345 hotline; you scanned the code of ${street}. Tell us what the problem is, and where if it is not in ${street}.`,
  thanks: 'You are welcome. Tell us any time you need help.',
  tellUs: 'Please tell us a little more: what is the problem, and where?',
  askPlace:
    'Noted. Where is it? A street, an estate or a crossing will do (in Chinese if you can); you may also send your location.',
  askPlaceAgain:
    'We could not tell where it is. Please name the street or estate in Chinese, for example “光华路25号”, or send your location.',
  askMatter: 'Noted. What is the problem there?',
  askContact: 'Please leave a mobile number where we can reach you about the result, or reply “no”.',
  askWhich: 'Noted. To reach the right unit, which of these is it mainly about?',
  neither: 'Neither',
  answerFreely: 'Tap one, or reply with its number or in words.',
  askSpot: 'To find the spot quickly, please tell us exactly where: street or estate, or send your location.',
  resume: (said, lacks) =>
    `What you told us last time (“${said}”) is not registered yet. ${{ matter: 'What is the problem?', place: 'Where is it?', contact: 'Please leave a mobile number, or reply “no”.' }[lacks]}`,
  givenUp:
    'Sorry, we could not understand. Please call 12345, day and night, or write again what the problem is and where.',
  unknownKind: 'Sorry, we cannot read this kind of message. Please write what the problem is and where.',
  media: 'Received. Please also write what the problem is and where, so that it reaches the right unit.',
  voiceUnclear: 'Sorry, we could not understand the recording. Please write what the problem is and where.',
  human: (number) =>
    `A member of the hotline will contact you, ticket ${number}. If it is urgent please call 12345, day and night.`,
  noTickets: 'We found no ticket of yours. Please tell us what the problem is.',
  glad: 'Glad we could help. Tell us any time you need us again.',
  emergency: (number) => `If there is danger, call ${number} right now. We register your request at the same time.`,
  answer: (answer, source) =>
    `From our knowledge base (in Chinese):\n${answer}\n(Source: ${source})\nNot solved? Reply “ticket”.`,
  statusLine: (number, state, due, matter) => `${number} ${state}${due ? `, answer due ${due}` : ''}: ${matter}`,
  urged: (number, unit) => `We have urged ticket ${number}: ${unit} was asked to hurry.`,
  urgedToday: (number) => `Ticket ${number} was urged within the last day; the unit has been reminded.`,
  urgeWhich: 'You have several open tickets. Please reply “urge” and the number:',
  supplemented: (number) => `Added to ticket ${number}. If it is something else, please tell us what and where.`,
  supplementWhat: (number) => `Send words, pictures or a location; we add them to ticket ${number}.`,
  supplementClosed: (number) =>
    `Ticket ${number} is finished. If there is still a problem, please tell us what and where.`,
  withdrawn: (number) => `Ticket ${number} is withdrawn. Tell us any time you need us again.`,
  withdrawTooLate: (number) => `Ticket ${number} was answered or is finished; it cannot be withdrawn.`,
  withdrawWhich: 'You have several open tickets. Please reply “withdraw” and the number:',
  draftDropped: 'All right, we do not register it. Tell us any time you need us again.',
  placeMissing: (number) =>
    `Ticket ${number} has no place yet. We will check with you; you can also send us the street, estate or crossing at any time.`,
  corrected: (number, place) => `The place of ticket ${number} is now ${place}.`,
  correctionNoted: (number) => `Ticket ${number} is being handled; your correction was passed on.`,
  nothingToRate: 'No ticket is waiting for your rating. We ask you when one is closed.',
  rated: 'We have your rating, thank you.',
  known: (number) => `This is registered already, ticket ${number}. There is no need to send it again.`,
  slowDown: 'We have noted everything you sent. Please wait a moment; there is no need to repeat it.',
  stillHere:
    'You wanted to report something but have not said what it is. You can go on at any time; reply “human” and we contact you, or call 12345, answered round the clock.',
  who: 'I am the assistant of the 12345 hotline: I note requests, pass them on and tell you where they stand. Reply “human” for a person, or call 12345.',
  privacy:
    'Your name and telephone are seen only by those who need them for the work, and never told to whom you report. You need not leave a number, but then we may be unable to check with you.',
  minor:
    'Keep yourself safe first. In danger call 110; to talk to somebody call 12355 (youth line). What you tell us is confidential, and a person follows up.',
  calmKnown: (line) => `We understand that you are upset. Your matter is noted:\n${line}\nReply “urge” to hurry it.`,
  calm: 'We understand that you are upset. Please tell us what happened and where, and we pass it on.',
  states: {
    ACCEPTED: 'registered',
    DISPATCHED: 'passed on',
    SIGNED: 'in progress',
    REPLIED: 'answered',
    CLOSED: 'closed',
    WITHDRAWN: 'withdrawn',
  },
  theUnit: 'the unit in charge',
}
