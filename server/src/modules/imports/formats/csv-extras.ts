import { plainHeader } from './csv-headers.ts';
import { type ColumnProfile, isPending } from './csv-profile.ts';
import type { ParsedTransaction } from './statement.ts';

/**
 * Columns of what an owner wrote beside rows, or another program did. They are found last and take
 * nothing from the roles a row is recognised by again: a column may be both `memo` and `note`.
 */
export const EXTRA_ROLES = ['tags', 'note', 'originalPayee', 'pending'] as const;
export type ExtraRole = (typeof EXTRA_ROLES)[number];

export type Extras = Record<ExtraRole | 'hidden' | 'group', number | null>;

/** In the languages of csv-headers.ts. */
const NAMES: Record<keyof Extras, RegExp> = {
  tags: /^(?:tags?|labels|flag|hashtags?|tag names?|etiquetas?|etiquettes?|etichett[ae]|schlagwort(?:e|er)?|mots cles|marcadores|palabras clave)$/,
  note: /^(?:(?:my |user |own |personal |transaction )?notes?|notiz(?:en)?|eigene notiz(?:en)?|notas?|anotaciones|comentarios?|notities?|annotations?|commentaires? personnels?|appunt[io]|note personali|anotac(?:ao|oes)|comments?)$/,
  originalPayee:
    /^(?:original (?:description|statement|name|payee|text|merchant)|(?:bank|raw|statement) description|descripcion original|libelle original|descrizione originale|oorspronkelijke omschrijving|descricao original)$/,
  pending: /^(?:is )?pending$|^(?:pendiente|ausstehend|vorgemerkt|en attente|in sospeso|pendente)$/,
  hidden: /^(?:is )?(?:hidden|excluded?)(?: from (?:budgets?|totals|reports|trends))?$/,
  group:
    /^(?:parent category|category group|category parent|master category|ubergeordnete kategorie|categoria padre|categorie parent)$/,
};

const NO_EXTRAS: Extras = {
  tags: null,
  note: null,
  originalPayee: null,
  pending: null,
  hidden: null,
  group: null,
};

/** `taken` are columns that are something else for certain, as the payee's. */
export function extrasOf(
  headers: readonly string[],
  profiles: readonly ColumnProfile[],
  chosen: Partial<Record<string, number | null | undefined>>,
  taken: readonly (number | null)[],
): Extras {
  const names = headers.map(plainHeader);
  const extras = { ...NO_EXTRAS };
  for (const role of Object.keys(NAMES) as (keyof Extras)[]) {
    const told = chosen[role];
    if (told !== undefined) {
      extras[role] = told;
      continue;
    }
    const found = names.findIndex((name, at) => NAMES[role].test(name) && !taken.includes(at));
    const isNumbers = (at: number) => {
      const held = profiles[at];
      return held !== undefined && held.amounts > held.texts;
    };
    if (found >= 0 && (role === 'hidden' || !isNumbers(found))) extras[role] = found;
  }
  return extras;
}

const TRUE = /^(?:true|yes|y|1|x|si|sí|ja|oui|sim|vrai|wahr)$/i;
/** Beside the words a date column has for it: what a status says of a row that is not booked. */
const NOT_BOOKED =
  /^(?:uncleared|unposted|not posted|authori[sz](?:ed|ation)|(?:on )?hold|held|unclaimed|in process|reserviert|autorizad[oa]|autoris[ée]e?|autorizzat[oa]|gereserveerd)\b/i;

const saysPending = (cell: string): boolean => isPending(cell) || NOT_BOOKED.test(cell);

export interface ExtrasSource {
  extras: Extras;
  /** Says whether the row came to pass. */
  status: number | null;
}

/**
 * The label of two words that Mint gives every person. Of their own ones nothing says where one ends
 * and the next begins, so those are taken word by word.
 */
const WORDS = /\btax related\b|\S+/gi;

/** Told apart by commas, bars or semicolons; by spaces where the program writes them so. */
export function tagsIn(cell: string, bySpaces = false): string[] {
  const parts =
    bySpaces && !/[,;|]/.test(cell)
      ? [...cell.matchAll(WORDS)].map(([word]) => word)
      : cell.split(/[,;|]/);
  const names = parts.map((part) => part.trim().replace(/^#(?=\S)/, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}

/** "lunch with Ana #trip #work" has two. */
export const hashTagsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?:^|\s)#([\p{L}\p{N}][^\s#,;]*)/gu)].map(([, name = '']) => name)),
];

/** How one program writes what others write otherwise. */
export interface ExtraWays {
  tagsBySpaces?: boolean;
  hashTags?: boolean;
}

type Told = Pick<
  ParsedTransaction,
  'isPending' | 'tags' | 'note' | 'originalPayee' | 'isHidden' | 'categoryGroup'
>;

const NOTHING: Told = {};

/** Reads these columns of a row; gives the same empty value for every file without any. */
export function extrasReader(
  { extras, status }: ExtrasSource,
  ways: ExtraWays,
): (cells: readonly string[], payee: string | null) => Told {
  const none = status === null && Object.values(extras).every((column) => column === null);
  if (none) return () => NOTHING;
  return (cells, payee) => {
    const cell = (column: number | null) => (column === null ? '' : (cells[column]?.trim() ?? ''));
    const pending = cell(extras.pending);
    const isUnbooked = saysPending(pending) || TRUE.test(pending) || saysPending(cell(status));
    const note = cell(extras.note).replace(/\s+/g, ' ');
    const tags = tagsIn(cell(extras.tags), ways.tagsBySpaces);
    if (ways.hashTags) {
      for (const tag of hashTagsIn(note)) if (!tags.includes(tag)) tags.push(tag);
    }
    const original = cell(extras.originalPayee).replace(/\s+/g, ' ');
    const group = cell(extras.group);
    return {
      ...(isUnbooked && { isPending: true }),
      ...(tags.length > 0 && { tags }),
      ...(note !== '' && note !== payee && { note }),
      ...(original !== '' && original !== payee && payee !== null && { originalPayee: original }),
      ...(TRUE.test(cell(extras.hidden)) && { isHidden: true }),
      ...(group !== '' && { categoryGroup: group }),
    };
  };
}
