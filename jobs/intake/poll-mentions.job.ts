import { pollList } from '../../schema/intake/poll.service.ts'
import { DeliveryError } from '../../schema/kernel/errors.ts'
import { onSchedule } from '../job.ts'

/** Reads the lists that platforms do not push. A claim in the store lets one process read each; the others pass by. */
export const pollMentions = onSchedule({
  name: 'intake.poll-mentions',
  part: 'jobs',
  everyMs: 5000,
  publishes: ['message.received'],
  run: async ({ city, channels }) => {
    const lists = [...channels.values()].flatMap((channel) => (channel.lists ?? []).map((list) => ({ channel, list })))
    const outcomes = await Promise.allSettled(lists.map(({ channel, list }) => pollList(city, channel, list)))
    // One list that is refused does not keep the others from being read; then it is told.
    const troubles = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    const left = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []))
    const told = [
      ...troubles.flatMap((trouble) => (trouble instanceof DeliveryError ? [trouble.message] : [])),
      ...left,
    ]
    if (troubles.length + left.length > 0) throw new AggregateError(troubles, ['轮询有问题', ...told].join('；'))
  },
})
