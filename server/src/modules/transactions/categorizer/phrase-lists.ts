/** Comma- or newline-separated names by category key; "~" before a name marks it as ambiguous. */
export type NameLists = Readonly<Record<string, string>>;

/** The phrases of a comma- or newline-separated list, untouched otherwise. */
export function listPhrases(list: string): string[] {
  return list
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
