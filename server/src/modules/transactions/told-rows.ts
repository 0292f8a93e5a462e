const MOST_NAMED = 100;

/**
 * What the log tells of things that a step changed: each by itself, or, of many, how many they are and of
 * which accounts, for what is told of an account is shown to those who see it, and goes with it.
 */
export function toldOf<Thing>(
  things: readonly Thing[],
  accountsOf: (thing: Thing) => readonly string[],
): readonly Thing[] | { count: number; accountIds: string[] } {
  if (things.length <= MOST_NAMED) return things;
  return { count: things.length, accountIds: [...new Set(things.flatMap(accountsOf))] };
}
