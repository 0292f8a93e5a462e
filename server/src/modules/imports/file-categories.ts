import type { CategoryChoice, CategoryType } from '@picture/contract';
import { foldText } from '../transactions/index.ts';
import { isNoCategory, likeKey } from './category-likeness.ts';

/** A category of the household, under all names it goes by. */
export interface OwnCategory {
  id: string;
  key: string | null;
  parentId: string | null;
  type: CategoryType;
  names: readonly string[];
}

/** A category the file names and the household lacks, with what becomes of it. */
export interface NamedCategory {
  /** As the file writes it, its group before a colon. */
  name: string;
  rows: number;
  /** Of these, how many are money in. */
  rowsIn: number;
  choice: CategoryChoice['choice'];
  /** What its rows get: one of ours, or the one to be made; null: ignored. */
  categoryId: string | null;
  label: string;
  parentId: string | null;
  parentName: string | null;
  type: CategoryType;
}

const MOST_NAMED = 300;
const LONGEST_LABEL = 120;

interface Place {
  categoryId: string | null;
  named: NamedCategory | null;
}

const NOWHERE: Place = { categoryId: null, named: null };

/**
 * Tells which category a name of the file is. One that is ours, by its name or its place in the tree,
 * is simply used; of the others each is made, mapped or ignored, as was chosen or, unasked, as
 * `byDefault` says: a program's own export brings its owner's categories, a bank's file the bank's.
 */
export class FileCategories {
  readonly #byName = new Map<string, OwnCategory[]>();
  readonly #byKey: ReadonlyMap<string, OwnCategory>;
  readonly #byId: ReadonlyMap<string, OwnCategory>;
  readonly #choices: ReadonlyMap<string, CategoryChoice>;
  readonly #places = new Map<string, Place>();
  readonly #named: NamedCategory[] = [];
  readonly #newId: () => string;
  byDefault: 'make' | 'ignore' = 'ignore';

  constructor(
    own: readonly OwnCategory[],
    choices: readonly CategoryChoice[],
    newId: () => string,
  ) {
    this.#newId = newId;
    this.#byId = new Map(own.map((one) => [one.id, one]));
    this.#byKey = new Map(own.flatMap((one) => (one.key ? [[one.key, one] as const] : [])));
    for (const one of own) {
      for (const name of new Set(one.names.map(foldText))) {
        const same = this.#byName.get(name);
        if (same) same.push(one);
        else this.#byName.set(name, [one]);
      }
    }
    this.#choices = new Map(choices.map((choice) => [foldText(choice.name), choice]));
  }

  /** The category of a row that names one; null where nothing follows from the name. */
  of(category: string | null, group: string | undefined, amountMinor: number): string | null {
    if (category === null) return null;
    const key = group === undefined ? category : `${group}\n${category}`;
    let place = this.#places.get(key);
    if (!place) {
      place = this.#place(category, group);
      // A column taken for categories that holds something else has no end of them.
      if (this.#places.size < 10 * MOST_NAMED) this.#places.set(key, place);
    }
    const { named } = place;
    if (named !== null) {
      named.rows += 1;
      if (amountMinor > 0) named.rowsIn += 1;
    }
    return place.categoryId;
  }

  /** What the household lacks, most used first, each with the type it would have. */
  finish(): NamedCategory[] {
    for (const one of this.#named) {
      if (one.choice !== 'make') continue;
      const choice = this.#choices.get(foldText(one.name));
      const told = choice?.choice === 'make' ? choice.type : undefined;
      const group = one.parentId === null ? undefined : this.#byId.get(one.parentId);
      const bySign = one.rowsIn * 2 > one.rows ? 'income' : 'expense';
      // What stands among transfers is one; else the sign of its rows says more than its group.
      one.type = told ?? (group?.type === 'transfer' ? 'transfer' : bySign);
    }
    return this.#named.toSorted((a, b) => b.rows - a.rows);
  }

  #place(category: string, group: string | undefined): Place {
    const whole = foldText(category.trim());
    if (isNoCategory(whole)) return NOWHERE;
    const own = group === undefined ? this.#find(whole) : undefined;
    if (own) return { categoryId: own.id, named: null };
    const parts = group === undefined ? partsOf(category) : { group, label: category.trim() };
    const parent = parts.group === null ? undefined : this.#groupOf(foldText(parts.group.trim()));
    const child = foldText(parts.label);
    if (isNoCategory(child)) return NOWHERE;
    // A budget's groups are its owner's own; before a colon a group says what is meant.
    const fits = (one: OwnCategory) =>
      group !== undefined || !parent || one.parentId === parent.id || one.id === parent.id;
    const same = this.#byName.get(child) ?? [];
    const exact = same.find((one) => one.parentId === parent?.id) ?? same.find(fits);
    if (exact) return { categoryId: exact.id, named: null };
    const like = this.#byKey.get(likeKey(child) ?? likeKey(whole) ?? '');
    return this.#name(category, parts, parent, like && fits(like) ? like : undefined);
  }

  #name(
    category: string,
    parts: { group: string | null; label: string },
    parent: OwnCategory | undefined,
    like: OwnCategory | undefined,
  ): Place {
    const written = parts.group === null ? category.trim() : `${parts.group.trim()}:${parts.label}`;
    const known = this.#named.find((one) => foldText(one.name) === foldText(written));
    if (known) return { categoryId: known.categoryId, named: known };
    if (this.#named.length >= MOST_NAMED) return NOWHERE;
    const chosen = this.#choices.get(foldText(written));
    const mapped = chosen?.choice === 'map' ? this.#byId.get(chosen.categoryId) : undefined;
    const unasked = this.byDefault === 'make' && like ? 'map' : this.byDefault;
    const choice = chosen && (chosen.choice !== 'map' || mapped) ? chosen.choice : unasked;
    const named: NamedCategory = {
      name: written.slice(0, 400),
      rows: 0,
      rowsIn: 0,
      choice,
      categoryId:
        choice === 'make'
          ? this.#newId()
          : choice === 'map'
            ? ((mapped ?? like)?.id ?? null)
            : null,
      label: parts.label.slice(0, LONGEST_LABEL),
      parentId: parent ? (parent.parentId ?? parent.id) : null,
      parentName:
        parent || parts.group === null ? null : parts.group.trim().slice(0, LONGEST_LABEL),
      type: 'expense',
    };
    this.#named.push(named);
    return { categoryId: named.categoryId, named };
  }

  /** A group comes before its child of the same name. */
  #find(name: string): OwnCategory | undefined {
    const same = this.#byName.get(name) ?? [];
    return same.find((one) => one.parentId === null) ?? same[0];
  }

  #groupOf(name: string): OwnCategory | undefined {
    return this.#find(name) ?? this.#byKey.get(likeKey(name) ?? '');
  }
}

/** "Auto:Fuel" is Fuel in the group Auto; what is deeper still stays in the name. */
function partsOf(category: string): { group: string | null; label: string } {
  const parts = category.split(':').map((part) => part.trim());
  const [group, ...rest] = parts.filter((part) => part !== '');
  if (group === undefined || rest.length === 0) return { group: null, label: group ?? category };
  return { group, label: rest.join(': ') };
}
