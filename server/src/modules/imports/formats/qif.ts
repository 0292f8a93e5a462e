// Placeholder until the reader lands.
export async function* readQif(..._: unknown[]): AsyncGenerator<never> {}
