/** One field of an MT940 message: its tag without colons, and its text with line ends as they were. */
export interface Mt940Field {
  tag: string;
  text: string;
  line: number;
  at: number;
}

/** Fields of MT940 and MT942, and StarMoney's own description of an entry. */
const FIELD = /^:(20|21|25P?|28C?|13D?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|NS):(.*)$/;
/** Longer than any description: the rest of it is not kept. */
const LONGEST_FIELD = 20_000;
const LINE_END = /\r\n|\r|\n/g;

/** The fields in their order. What stands before the first, and after the end of a message, is passed over. */
export function* mt940Fields(text: string): Generator<Mt940Field> {
  let field: Mt940Field | null = null;
  for (const { content, line, at } of linesOf(text)) {
    // SWIFT's own envelope may open on the line of the first field: "{4::20:…".
    const bare = content.replace(/^(?:\{\d:[^{}]{0,100}\}?){1,6}(?=:\d\d)/, '');
    const parts = FIELD.exec(bare);
    if (parts && !(field && isWrappedTime(field, bare))) {
      if (field) yield field;
      field = { tag: parts[1] ?? '', text: parts[2] ?? '', line, at };
    } else if (/^-(?:\}.*|XXX)?\s*$/.test(content) || content.startsWith('{')) {
      if (field) yield field;
      field = null;
    } else if (field && field.text.length < LONGEST_FIELD) field.text += `\n${content}`;
  }
  if (field) yield field;
}

/** A time cut in two at the end of a line, "T16" and ":20:37", is no field. */
const isWrappedTime = (field: Mt940Field, next: string): boolean =>
  field.tag === '86' && /\d{2}$/.test(field.text) && /^:\d\d:\d\d(?!\d)/.test(next);

function* linesOf(text: string): Generator<{ content: string; line: number; at: number }> {
  let at = 0;
  let line = 1;
  for (const { 0: end, index } of text.matchAll(LINE_END)) {
    yield { content: text.slice(at, index), line, at };
    at = index + end.length;
    line += 1;
  }
  yield { content: text.slice(at), line, at };
}
