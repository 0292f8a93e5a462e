import { daysBetween } from '@picture/contract';

/** A transaction that could be one side of a transfer between own accounts. */
export interface Side {
  id: string;
  accountId: string;
  currency: string;
  postedOn: string;
  amountMinor: number;
  /** Its text or category says transfer or payment, or its text names another own account. */
  saysTransfer: boolean;
}

export interface FoundTransfer {
  outId: string;
  inId: string;
  /** The day of what goes out. */
  outOn: string;
  /** Whether nothing else is likely: one that can be linked without asking. */
  isSure: boolean;
}

export interface DetectionWish {
  sides: readonly Side[];
  /** Minor units of one currency in the household's own on a day; null without a rate. */
  toHome: (amountMinor: number, currency: string, day: string) => number | null;
  isRefused: (outId: string, inId: string) => boolean;
}

/** Money between own accounts of one bank or two rarely takes longer. */
const MOST_DAYS = 5;
/** What a bank's own rate and fee differ from the day's rate. */
const CONVERSION_TOLERANCE = 0.03;

interface Candidate {
  out: Side;
  in: Side;
  /** Smaller is likelier. */
  distance: number;
}

/**
 * The pairs that are likely transfers: opposite amounts in two own accounts within five days, or
 * amounts in two currencies that are the same within 3 % at the day's rate where both sides say so.
 * Each side is in one pair at most, the likeliest first; the order of the rows does not matter.
 * A pair is sure when a side says that it is a transfer and neither side has another partner as
 * likely. Pairs without such a word are found only when neither side has any other partner.
 *
 * Time: the rows, sorted, and for each only those of its amount and days.
 */
export function findTransfers({ sides, toHome, isRefused }: DetectionWish): FoundTransfer[] {
  const candidates = [...sameCurrency(sides), ...acrossCurrencies(sides, toHome)].filter(
    (one) => !isRefused(one.out.id, one.in.id),
  );
  candidates.sort(
    (a, b) =>
      a.distance - b.distance ||
      compare(a.out.postedOn, b.out.postedOn) ||
      compare(a.out.id, b.out.id) ||
      compare(a.in.id, b.in.id),
  );
  const rivals = countRivals(candidates);
  const used = new Set<string>();
  const found: FoundTransfer[] = [];
  for (const { out, in: into, distance } of candidates) {
    if (used.has(out.id) || used.has(into.id)) continue;
    const isAlone = rivals(out.id, distance) === 1 && rivals(into.id, distance) === 1;
    const says = out.saysTransfer || into.saysTransfer;
    if (!says && !(rivals(out.id) === 1 && rivals(into.id) === 1)) continue;
    used.add(out.id).add(into.id);
    found.push({ outId: out.id, inId: into.id, outOn: out.postedOn, isSure: says && isAlone });
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many partners a side has, and how many as near as one at least. */
function countRivals(candidates: readonly Candidate[]) {
  const distances = new Map<string, number[]>();
  for (const { out, in: into, distance } of candidates) {
    for (const id of [out.id, into.id]) {
      const known = distances.get(id);
      if (known) known.push(distance);
      else distances.set(id, [distance]);
    }
  }
  return (id: string, within = Number.POSITIVE_INFINITY): number =>
    (distances.get(id) ?? []).filter((distance) => distance <= within).length;
}

/** Words weigh more than a day; the same day more than another. */
const distanceOf = (out: Side, into: Side): number =>
  Math.abs(daysBetween(out.postedOn, into.postedOn)) +
  (out.saysTransfer ? 0 : 3) +
  (into.saysTransfer ? 0 : 3);

const MOST_PARTNERS = 20;

function sameCurrency(sides: readonly Side[]): Candidate[] {
  const incoming = byDay(
    sides.filter((side) => side.amountMinor > 0),
    (side) => `${side.currency} ${side.amountMinor}`,
  );
  return sides
    .filter((side) => side.amountMinor < 0)
    .flatMap((out) => near(incoming.get(`${out.currency} ${-out.amountMinor}`) ?? [], out))
    .map(({ out, into }) => ({ out, in: into, distance: distanceOf(out, into) }));
}

function acrossCurrencies(sides: readonly Side[], toHome: DetectionWish['toHome']): Candidate[] {
  const telling = sides.filter((side) => side.saysTransfer);
  if (new Set(telling.map((side) => side.currency)).size < 2) return [];
  const incoming = byDay(
    telling.filter((side) => side.amountMinor > 0),
    (side) => side.currency,
  );
  return telling
    .filter((side) => side.amountMinor < 0)
    .flatMap((out) =>
      [...incoming]
        .filter(([currency]) => currency !== out.currency)
        .flatMap(([, rows]) => near(rows, out)),
    )
    .flatMap(({ out, into }) => {
      const [sent, arrived] = [out, into].map((side) =>
        toHome(Math.abs(side.amountMinor), side.currency, side.postedOn),
      );
      if (!sent || !arrived) return [];
      const apart = Math.abs(sent - arrived) / sent;
      if (apart > CONVERSION_TOLERANCE) return [];
      return { out, in: into, distance: distanceOf(out, into) + apart * 100 };
    });
}

function byDay(sides: readonly Side[], keyOf: (side: Side) => string): Map<string, Side[]> {
  const groups = Map.groupBy(sides, keyOf);
  for (const group of groups.values()) {
    group.sort((a, b) => compare(a.postedOn, b.postedOn) || compare(a.id, b.id));
  }
  return groups;
}

/** Of rows in order of day those of other accounts within the days of one. */
function near(rows: readonly Side[], out: Side): { out: Side; into: Side }[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (daysBetween(rows[middle]?.postedOn ?? '', out.postedOn) > MOST_DAYS) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < rows.length && found.length < MOST_PARTNERS; at += 1) {
    const into = rows[at];
    if (!into || daysBetween(out.postedOn, into.postedOn) > MOST_DAYS) break;
    if (into.accountId !== out.accountId) found.push({ out, into });
  }
  return found;
}
