import { SaxesParser } from 'saxes';
import { UnreadableStatement } from './statement.ts';

/** An element with all that is in it. Names are without their prefix. */
export interface XmlNode {
  name: string;
  line: number;
  /** How far into the text it begins, about. */
  at: number;
  text: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

export type XmlEvent =
  | { kind: 'open' | 'close'; name: string; line: number; attributes: Record<string, string> }
  | { kind: 'node'; node: XmlNode };

const DEEPEST = 64;
/** A batch of some thousand payments is one entry; past this it is no statement. */
const MOST_NODES = 200_000;
const PIECE_CHARACTERS = 32_768;
const NO_ATTRIBUTES: Record<string, string> = {};

/**
 * Reads XML piece by piece: elements called as in `whole` come as one node when they end, all others
 * as they open and close.
 *
 * @throws {UnreadableStatement} at the first line that is not well-formed, and for any document type:
 * no bank sends one, and entities may unfold without end.
 */
export function* readXml(text: string, whole: ReadonlySet<string>): Generator<XmlEvent> {
  refuseDeclarations(text);
  const parser = new SaxesParser();
  const gatherer = new Gatherer(parser, whole);
  try {
    for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
      parser.write(text.slice(at, at + PIECE_CHARACTERS));
      yield* gatherer.take();
    }
    parser.close();
  } catch (error) {
    if (error instanceof UnreadableStatement) throw error;
    throw damaged(parser.line);
  }
  yield* gatherer.take();
}

class Gatherer {
  readonly #parser: SaxesParser;
  readonly #whole: ReadonlySet<string>;
  readonly #open: XmlNode[] = [];
  #ready: XmlEvent[] = [];
  #depth = 0;
  #nodes = 0;

  constructor(parser: SaxesParser, whole: ReadonlySet<string>) {
    this.#parser = parser;
    this.#whole = whole;
    parser.on('opentag', (tag) => this.#begin(plainName(tag.name), tag.attributes));
    parser.on('closetag', (tag) => this.#end(plainName(tag.name)));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('doctype', () => {
      throw doctypeRefused(parser.line);
    });
    parser.on('error', (error) => {
      throw error;
    });
  }

  take(): XmlEvent[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #begin(name: string, attributes: Record<string, string>): void {
    const { line, position: at } = this.#parser;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw damaged(line);
    const parent = this.#open.at(-1);
    if (!parent && !this.#whole.has(name)) {
      this.#ready.push({ kind: 'open', name, line, attributes });
      return;
    }
    this.#nodes = parent ? this.#nodes + 1 : 0;
    if (this.#nodes > MOST_NODES) {
      const message = `Line ${line} of this file is too long for a statement.`;
      throw new UnreadableStatement('row_too_long', message, { line });
    }
    const own = Object.keys(attributes).length === 0 ? NO_ATTRIBUTES : attributes;
    const node = { name, line, at, text: '', attributes: own, children: [] };
    parent?.children.push(node);
    this.#open.push(node);
  }

  #end(name: string): void {
    this.#depth -= 1;
    const node = this.#open.pop();
    if (!node) {
      const { line } = this.#parser;
      this.#ready.push({ kind: 'close', name, line, attributes: {} });
      return;
    }
    if (this.#open.length === 0) this.#ready.push({ kind: 'node', node });
  }

  #text(text: string): void {
    const node = this.#open.at(-1);
    if (node) node.text += text;
  }
}

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

const damaged = (line: number): UnreadableStatement =>
  new UnreadableStatement(
    'xml_damaged',
    `Line ${line} of this file is not whole: it was damaged or cut off. Download it again.`,
    { line },
  );

const doctypeRefused = (line: number): UnreadableStatement =>
  new UnreadableStatement(
    'document_type_refused',
    `Line ${line} declares a document type or entities, which a bank’s statement never does.`,
    { line },
  );

/** @throws {UnreadableStatement} before anything of the file is read. */
export function refuseDeclarations(text: string): void {
  const at = text.search(/<!\s*(?:doctype|entity)/i);
  if (at >= 0) throw doctypeRefused(text.slice(0, at).split(/\r\n|\r|\n/).length);
}

/** The first element at a path of names below a node. */
export function nodeAt(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  let found = node;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

/** Its text on one line, trimmed; null where there is none. */
export const textAt = (node: XmlNode | undefined, ...path: string[]): string | null =>
  nodeAt(node, ...path)
    ?.text.replace(/\s+/g, ' ')
    .trim() || null;

export const nodesNamed = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];
