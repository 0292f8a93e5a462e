// Placeholder until the reader lands.
export async function* readOfx(..._: unknown[]): AsyncGenerator<never> {}
