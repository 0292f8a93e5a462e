const IDS_AT_ONCE = 500;

/** Asks for so many at a time: a statement holds only so many values. */
export async function inGroups<Value, Row>(
  values: readonly Value[],
  ask: (some: Value[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < values.length; at += IDS_AT_ONCE) {
    for (const row of await ask(values.slice(at, at + IDS_AT_ONCE))) found.push(row);
  }
  return found;
}
