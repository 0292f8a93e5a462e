/** Asks for the next while the one before is worked on. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  for (let asked = source.next(); ; ) {
    const { done, value } = await asked;
    if (done) return;
    asked = source.next();
    // Whoever stops before it comes need not hear that it failed.
    asked.catch(() => undefined);
    yield value;
  }
}
