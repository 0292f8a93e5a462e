import { normalisePhrase, type StatementText } from './statement-text.ts';

/**
 * What a phrase means.
 * - `decisive`: the bank's own words, stronger than any merchant's name
 * - `name`: a household name; `brand`: a name from the index of brands
 * - `keyword`: a kind of merchant; `hint`: words that decide only when nothing else does
 */
interface Meaning {
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

/** A longer phrase begins with this text, which is a phrase itself or not. */
class Beginning {
  readonly phrase: Phrase | undefined;

  constructor(phrase: Phrase | undefined) {
    this.phrase = phrase;
  }
}

const BARE = new Beginning(undefined);

const phraseOf = (slot: Phrase | Beginning | undefined): Phrase | undefined =>
  slot instanceof Beginning ? slot.phrase : slot;

const SHORTEST_JOINED = 7;
const SHORTEST_CUT = 6;

/** Phrases in order, to find what one that was cut off stands for. */
class Completions {
  private readonly texts: string[] = [];
  private sorted: string[] | undefined;

  add(text: string): void {
    this.texts.push(text);
  }

  /** All that begin with `beginning`, in order. */
  *startingWith(beginning: string): Generator<string> {
    // Sorted on first use: the model should be ready fast, and most texts need no completion.
    this.sorted ??= this.texts.sort();
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] as string) < beginning) low = middle + 1;
      else high = middle;
    }
    for (let at = low; this.sorted[at]?.startsWith(beginning); at += 1) {
      yield this.sorted[at] as string;
    }
  }
}

/** Phrases found in a text by hash lookups of its words, longest first; no scan of the list. */
export class PhraseTable {
  private readonly slots = new Map<string, Phrase | Beginning>();
  private readonly longNames: Phrase[] = [];
  private readonly names = new Completions();
  private readonly keywords = new Completions();

  /** Adds phrases as people write them; a phrase already present keeps its meaning. */
  addAll(phrases: readonly string[], meaning: Meaning): void {
    for (const phrase of phrases) {
      const ambiguous = phrase.startsWith('~');
      this.add({ text: normalisePhrase(ambiguous ? phrase.slice(1) : phrase), meaning, ambiguous });
    }
  }

  /** Adds phrases already in the form of `StatementText.joined`. */
  addNormalised(phrases: readonly string[], meaning: Meaning): void {
    for (const text of phrases) this.add({ text, meaning, ambiguous: false });
  }

  private add(phrase: Phrase): void {
    const { text } = phrase;
    if (text === '' || !this.claim(phrase)) return;
    for (let at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      const beginning = text.slice(0, at);
      const slot = this.slots.get(beginning);
      if (slot === undefined) this.slots.set(beginning, BARE);
      else if (!(slot instanceof Beginning)) this.slots.set(beginning, new Beginning(slot));
    }
    const { kind } = phrase.meaning;
    if (kind === 'keyword' && !text.includes(' ')) this.keywords.add(text);
    if (kind === 'name' || kind === 'brand') this.names.add(text);
    if (kind === 'name' && text.includes(' ')) this.longNames.push(phrase);
  }

  /** Gives `phrase` its text unless another has it already. */
  private claim(phrase: Phrase): boolean {
    const slot = this.slots.get(phrase.text);
    if (phraseOf(slot) !== undefined) return false;
    this.slots.set(phrase.text, slot === undefined ? phrase : new Beginning(phrase));
    return true;
  }

  /** Adds the run-together spellings ("WHOLEFOODS") of the names added so far. */
  addJoinedNames(): void {
    for (const phrase of this.longNames) {
      const text = phrase.text.replaceAll(' ', '');
      if (text.length >= SHORTEST_JOINED) this.claim({ ...phrase, text });
    }
    this.longNames.length = 0;
  }

  get(text: string): Phrase | undefined {
    return phraseOf(this.slots.get(text));
  }

  /** The longest phrase that begins at word `from`; `wordsOf` tells how long it is. */
  longestAt(text: StatementText, from: number): Phrase | undefined {
    let slot = this.slots.get(text.words[from] as string);
    let found = phraseOf(slot);
    for (let end = from + 1; slot instanceof Beginning && end < text.words.length; end += 1) {
      slot = this.slots.get(text.joined.slice(text.starts[from], text.ends[end]));
      found = phraseOf(slot) ?? found;
    }
    return found;
  }

  /** A name that `beginning` is the cut-off start of, when all such names agree on a category. */
  completeName(beginning: string): Phrase | undefined {
    return beginning.length < SHORTEST_CUT ? undefined : this.agreeing(this.names, beginning);
  }

  /** The kind of merchant a cut-off word stands for: "restaur" is a restaurant. */
  completeKeyword(word: string): Phrase | undefined {
    return word.length < SHORTEST_CUT ? undefined : this.agreeing(this.keywords, word);
  }

  private agreeing(completions: Completions, beginning: string): Phrase | undefined {
    let first: Phrase | undefined;
    for (const text of completions.startingWith(beginning)) {
      const phrase = this.get(text);
      first ??= phrase;
      if (phrase?.meaning.out !== first?.meaning.out) return undefined;
    }
    return first;
  }
}

/** Number of words of a phrase. */
export function wordsOf(phrase: Phrase): number {
  let count = 1;
  for (let at = phrase.text.indexOf(' '); at > 0; at = phrase.text.indexOf(' ', at + 1)) count += 1;
  return count;
}
