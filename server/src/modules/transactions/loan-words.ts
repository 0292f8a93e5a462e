import { foldText } from './descriptor.ts';

/** What statements in the languages of the base model call a payment to a lender; folded texts. */
const MORTGAGE = /\b(mortgage|mtg|mtge|home loan|hipoteca|hipotecario|hypothek|hypotheque|mutuo)\b/;
const LOAN =
  /\b(loan|loans|lending|ln pymt|ln pmt|auto finance|financing|student ln|prestamo|credito|kredit|darlehen|tilgung|pret|lening|prestito|emprestimo)\b/;

/** Shorter names would be found in everything. */
const SHORTEST_NAME = 4;

export const saysMortgage = (searchText: string): boolean => MORTGAGE.test(searchText);

export const saysLoan = (searchText: string): boolean => LOAN.test(searchText);

export const namesAccount = (searchText: string, names: readonly (string | null)[]): boolean =>
  names.some((name) => {
    const folded = foldText(name ?? '');
    return folded.length >= SHORTEST_NAME && searchText.includes(folded);
  });
