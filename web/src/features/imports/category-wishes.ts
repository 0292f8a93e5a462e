import type { CategoryChoice, FileCategory } from '@picture/contract';

export const MAKE = 'make';
export const IGNORE = 'ignore';

/** What somebody chose for names of the file, as the select has it, and did not use yet. */
export type CategoryWishes = Readonly<Record<string, string>>;

/** The value of the select for what holds now. */
const chosenOf = ({ choice, categoryId }: FileCategory): string =>
  choice === 'map' ? (categoryId ?? IGNORE) : choice;

export const wishOf = (named: FileCategory, wishes: CategoryWishes): string =>
  wishes[named.name] ?? chosenOf(named);

/** The wishes that differ from what holds. */
export const unusedChoices = (
  categories: readonly FileCategory[],
  wishes: CategoryWishes,
): CategoryChoice[] =>
  categories
    .filter((named) => wishOf(named, wishes) !== chosenOf(named))
    .map((named) => choiceOf(named.name, wishOf(named, wishes)));

function choiceOf(name: string, wish: string): CategoryChoice {
  if (wish === MAKE || wish === IGNORE) return { name, choice: wish };
  return { name, choice: 'map', categoryId: wish };
}
