import { normalisePhrase, type StatementText } from './statement-text.ts';

/**
 * What a phrase means.
 * - `decisive`: the bank's own words, stronger than any merchant's name
 * - `name`: a household name; `brand`: a name from the index of brands
 * - `keyword`: a kind of merchant; `hint`: words that decide only when nothing else does
 */
export interface Meaning {
  readonly kind: 'decisive' | 'name' | 'brand' | 'keyword' | 'hint';
  readonly out: string;
  readonly in: string;
  readonly confidence: number;
  readonly inConfidence: number;
  readonly weight: number;
}

export interface Phrase {
  readonly meaning: Meaning;
  /** Marked "~": also an ordinary word, or people disagree about its category. */
  readonly ambiguous: boolean;
  readonly text: string;
}

interface Slot {
  phrase: Phrase | undefined;
  /** A longer phrase begins with this one. */
  continues: boolean;
}

const SHORTEST_JOINED = 7;
const SHORTEST_TRUNCATED = 6;

/** Phrases found in a text by hash lookups of its words, longest first; no scan of the list. */
export class PhraseTable {
  private readonly slots = new Map<string, Slot>();
  /** Phrases of names in order, to complete one the bank cut off. */
  private readonly nameTexts: string[] = [];
  private sortedNames: string[] | undefined;
  private readonly truncated = new Map<string, Phrase>();

  /** Adds phrases as people write them; a phrase already present keeps its meaning. */
  addAll(phrases: readonly string[], meaning: Meaning): void {
    for (const phrase of phrases) {
      const ambiguous = phrase.startsWith('~');
      this.add(normalisePhrase(ambiguous ? phrase.slice(1) : phrase), { meaning, ambiguous });
    }
  }

  /** Adds phrases already in the form of `StatementText.joined`. */
  addNormalised(phrases: readonly string[], meaning: Meaning): void {
    for (const phrase of phrases) this.add(phrase, { meaning, ambiguous: false });
  }

  private add(text: string, { meaning, ambiguous }: Omit<Phrase, 'text'>): void {
    if (text === '') return;
    for (let at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      const beginning = text.slice(0, at);
      const slot = this.slots.get(beginning);
      if (slot === undefined) this.slots.set(beginning, { phrase: undefined, continues: true });
      else slot.continues = true;
    }
    const slot = this.slots.get(text);
    const phrase = { meaning, ambiguous, text };
    if (slot === undefined) this.slots.set(text, { phrase, continues: false });
    else slot.phrase ??= phrase;
  }

  /** Derives what is looked up beside whole phrases: run-together and cut-off spellings. */
  seal(): void {
    const joined: [string, Phrase][] = [];
    for (const [text, { phrase }] of this.slots) {
      if (phrase === undefined) continue;
      const { kind } = phrase.meaning;
      if (kind === 'name' || kind === 'brand') {
        this.nameTexts.push(text);
        if (text.includes(' ')) joined.push([text.replaceAll(' ', ''), phrase]);
      } else if (kind === 'keyword') this.addTruncations(text, phrase);
    }
    for (const [text, phrase] of joined) {
      if (text.length >= SHORTEST_JOINED && !this.slots.has(text)) {
        this.slots.set(text, { phrase, continues: false });
      }
    }
  }

  private addTruncations(text: string, phrase: Phrase): void {
    if (text.includes(' ')) return;
    for (let length = SHORTEST_TRUNCATED; length < text.length; length += 1) {
      const cut = text.slice(0, length);
      if (!this.truncated.has(cut)) this.truncated.set(cut, phrase);
    }
  }

  get(text: string): Phrase | undefined {
    return this.slots.get(text)?.phrase;
  }

  /** The kind of merchant a cut-off word stands for: "restaur" is a restaurant. */
  getTruncated(word: string): Phrase | undefined {
    return this.truncated.get(word);
  }

  /** The longest phrase that begins at word `from`; `wordsOf` tells how long it is. */
  longestAt(text: StatementText, from: number): Phrase | undefined {
    let slot = this.slots.get(text.words[from] as string);
    let found = slot?.phrase;
    for (let end = from + 1; slot?.continues && end < text.words.length; end += 1) {
      slot = this.slots.get(text.joined.slice(text.starts[from], text.ends[end]));
      found = slot?.phrase ?? found;
    }
    return found;
  }

  /** A name that `beginning` is the cut-off start of, when all such names agree on a category. */
  complete(beginning: string): Phrase | undefined {
    // Sorted on first use: the model should be ready fast, and most texts need no completion.
    this.sortedNames ??= this.nameTexts.sort();
    const names = this.sortedNames;
    let first: Phrase | undefined;
    for (let at = lowerBound(names, beginning); names[at]?.startsWith(beginning); at += 1) {
      const phrase = this.get(names[at] as string);
      first ??= phrase;
      if (phrase?.meaning.out !== first?.meaning.out) return undefined;
    }
    return first;
  }
}

/** Index of the first of the sorted `names` that is not before `text`. */
function lowerBound(names: readonly string[], text: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of words of a phrase. */
export function wordsOf(phrase: Phrase): number {
  let count = 1;
  for (let at = phrase.text.indexOf(' '); at > 0; at = phrase.text.indexOf(' ', at + 1)) count += 1;
  return count;
}
