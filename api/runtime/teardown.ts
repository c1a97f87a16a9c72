/** What has been started, to be ended in reverse order; one that fails does not keep the others running. */
export class Teardown {
  private readonly steps: { name: string; end: () => Promise<void> }[] = []

  constructor(private readonly onError: (error: unknown, name: string) => void) {}

  add(name: string, end: () => Promise<void>): void {
    this.steps.push({ name, end })
  }

  async run(): Promise<void> {
    for (const { name, end } of this.steps.splice(0).toReversed()) {
      await end().catch((error: unknown) => this.onError(error, name))
    }
  }
}
