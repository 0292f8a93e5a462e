import { foldText, type TagRow } from '../transactions/index.ts';

const LONGEST_NAME = 60;
const MOST_OF_A_ROW = 30;
/** A column taken for tags that holds something else has no end of them. */
const MOST_MADE = 500;

/** Finds the tags of rows by their names, and keeps those that are to be made. */
export class TagMaker {
  readonly householdId: string;
  readonly #at: string;
  readonly #newId: () => string;
  readonly #colours: number;
  readonly #ids = new Map<string, string>();
  readonly #made: TagRow[] = [];
  readonly #present: number;

  constructor(
    householdId: string,
    present: readonly TagRow[],
    at: string,
    colours: number,
    newId: () => string,
  ) {
    this.#newId = newId;
    this.householdId = householdId;
    this.#at = at;
    this.#colours = colours;
    this.#present = present.length;
    for (const tag of present) this.#ids.set(foldText(tag.name), tag.id);
  }

  made(): readonly TagRow[] {
    return this.#made;
  }

  /** The ids of these names, each once. */
  idsOf(names: readonly string[]): string[] {
    const ids = new Set<string>();
    for (const name of names) {
      const id = this.#idOf(name.trim().slice(0, LONGEST_NAME).trim());
      if (id !== null && ids.size < MOST_OF_A_ROW) ids.add(id);
    }
    return [...ids];
  }

  #idOf(name: string): string | null {
    const folded = foldText(name);
    const known = this.#ids.get(folded);
    if (known !== undefined || folded === '') return known ?? null;
    if (this.#made.length >= MOST_MADE) return null;
    const id = this.#newId();
    this.#ids.set(folded, id);
    this.#made.push({
      household_id: this.householdId,
      id,
      name,
      colour: (this.#present + this.#made.length) % this.#colours,
      created_at: this.#at,
    });
    return id;
  }
}
