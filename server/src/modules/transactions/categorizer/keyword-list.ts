/** Words that say what kind of merchant it is when the name itself is not known. */
export interface KeywordList {
  readonly category: string;
  readonly confidence: number;
  /** Between two keywords of one text the higher wins ("PIZZA MARKET": 2 over 1). */
  readonly weight: number;
  readonly phrases: string;
}

export const of = (
  category: string,
  confidence: number,
  weight: number,
  phrases: string,
): KeywordList => ({
  category,
  confidence,
  weight,
  phrases,
});
