import { pino } from 'pino'

/** JSON lines on stderr; what could name a person is cut out even when somebody logs it by mistake. */
export function createLog(level: string) {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.phone', '*.openid', '*.sender', '*.recipient', '*.text', '*.token', '*.password', '*.authorization'],
        censor: '[hidden]',
      },
      // The driver puts whole queries into messages of its errors; name and code are enough to find the cause.
      serializers: {
        err: (error: Error & { code?: unknown }) => ({
          name: error.name,
          code: error.code,
          message: error.message.slice(0, 200),
          stack: error.stack?.split('\n').slice(1, 6),
        }),
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

export type Log = ReturnType<typeof createLog>
