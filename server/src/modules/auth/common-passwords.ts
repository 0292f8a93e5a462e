const PRODUCT_WORDS = ['myfinancialpicture', 'financialpicture', 'picture', 'finance'];
const LEAST_OWN_LETTERS = 5;
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const SHORTEST_RUN = 6;

/**
 * Whether many people have this password, or it can be guessed from what is known of the person: a
 * word of the list with figures around it, twice the same, a run of the keyboard, their own email.
 * `listed` tells whether a lower-case word is among the passwords that leaked most often.
 */
export function isCommonPassword(
  password: string,
  email: string,
  listed: (word: string) => boolean,
): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (listed(plain)) return true;
  const unit = repeatedUnit(plain);
  if (unit.length < plain.length && (unit.length < 6 || listed(unit))) return true;
  const own = [email.split('@')[0] ?? '', ...email.split(/[@.]/), ...PRODUCT_WORDS]
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  const rest = own.reduce((text, word) => text.replaceAll(word, ' '), withoutRuns(plain));
  const letters = rest.replace(/[^\p{L}]/gu, '');
  if (letters.length < LEAST_OWN_LETTERS && !hasOwnFigures(rest)) return true;
  return listed(rest.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
}

/** Random figures and signs are as good as letters: twelve of them, not in a row or repeated. */
const hasOwnFigures = (text: string): boolean => new Set(text.replaceAll(' ', '')).size >= 8;

function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** The text without runs along the alphabet, the figures or the keyboard, either way. */
function withoutRuns(text: string): string {
  let kept = '';
  for (let at = 0; at < text.length; ) {
    const run = longestRun(text.slice(at));
    if (run >= SHORTEST_RUN) kept += ' ';
    else kept += text.slice(at, at + 1);
    at += run >= SHORTEST_RUN ? run : 1;
  }
  return kept;
}

function longestRun(text: string): number {
  const lines = SEQUENCES.flatMap((line) => [line, [...line].reverse().join('')]);
  let most = 0;
  for (const line of lines) {
    let length = most + 1;
    while (length <= text.length && line.includes(text.slice(0, length))) length += 1;
    most = Math.max(most, length - 1);
  }
  return most;
}
