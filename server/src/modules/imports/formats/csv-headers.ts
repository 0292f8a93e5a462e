import { currencyExponent } from '@picture/contract';

export type CsvRole =
  | 'postedOn'
  | 'amount'
  | 'debit'
  | 'credit'
  | 'sign'
  | 'payee'
  | 'memo'
  | 'category'
  | 'account'
  | 'currency'
  | 'externalId'
  | 'checkNumber'
  | 'balance';

/** A header as words: no accents, no case, "CheckNumber" and "check_number" alike. */
export const plainHeader = (header: string): string =>
  header
    .replace(/(\p{Ll})([\p{Lu}\d])/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[łŁ]/g, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9#]+/g, ' ')
    .replace(/^\s*#\s*(?=[a-z])/, '')
    .trim();

/** The currency a header names, as in "Amount (EUR)" or "CAD$". */
export function currencyInHeader(header: string): string | null {
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(header)?.[0];
  return code !== undefined && currencyExponent(code) !== null ? code : null;
}

const SUM =
  'amount|amt|betrag|bedrag|importe|montant|importo|valor|umsatz|cantidad|quantia|monto|montante|osszeg|kwota|belopp|belob|belop|ammontare';

/**
 * What columns are called, in English, Spanish, German, French, Dutch, Italian and Portuguese, and in
 * some other exports met. Per role from the surest name to the one taken only for want of a better;
 * whole names unless a pattern says otherwise.
 */
const NAMES: Record<CsvRole, string[]> = {
  postedOn: [
    'completed date|clearing date|cleared date|posting date|post date|posted date|posted|posted on|date posted|booking date|booked at|date processed|processed date|settled date|settlement date|buchungstag|buchungsdatum|buchung|eingangstag|boekingsdatum|boekdatum|date comptable|date de comptabilisation|date d operation|date operation|date de l operation|date de transaction|fecha operacion|fecha de operacion|fecha contable|fecha de contabilizacion|fecha de finalizacion|data contabile|data operazione|data di contabilizzazione|data movimento|data mov|data da operacao|data do movimento|data lancamento|data de lancamento|data de conclusao|data di completamento|konyveles datuma|datum des abschlusses|date de fin|data van voltooiing|datum voltooid|date utc|date completed utc|date completed|finished on|completed on',
    'date|datum|fecha|data|dato|dag|tag|day|transaction date|trans date|tran date|date of transaction|date transaction|effective date|trade date|run date|datetime|date time|date and time|belegdatum|transaktionsdatum|transactiedatum|fecha de transaccion|data transacao|data transazione|created|created at|timestamp',
    '(?:.* )?(?:date|datum|fecha|data|timestamp|datetime|datuma)(?: .*)?',
    '(?:.* )?(?:valuta|wertstellung|valutadatum|wert|rentedatum|value date)(?: .*)?',
  ],
  amount: [
    'net|net amount|netto|nettobetrag|amount net|amount total|total amount|buchungsbetrag|billing amount|billed amount|settlement amount|transaction amount|amount in account currency',
    `(?:${SUM})|transaction value|bedrag eur|money|montant de l operation|montant operation`,
    `(?:.* )?(?:${SUM})(?: .*)?`,
    'brut|gross|brutto|gross amount|total|sum|summe|somme|value|wert',
    '[a-z]{3}',
  ],
  debit: [
    'debit|debits|debit amount|amount debit|debit amt|withdrawal|withdrawals|withdrawal amount|withdrawal amt|withdrawals dr|withdrawal dr|debit dr|outflow|paid out|money out|funds out|amount out|out|dr|expense amount|ut fra konto|ut|retiro|retiros|sortie|sorties|obciazenia|soll|lastschrift|belastung|belastungen|debe|cargo|cargos|adeudo|adeudos|gastos|debito|debiti|dare|uscite|uscita|addebiti|addebito|debet|uitgaven|debit eur|debit euros|saida|saidas|montant debit|expense|spent|spend|charge|charges|payments',
    '(?:debit|withdrawal|withdrawals|outflow|paid out|money out|belastung|lastschrift|soll|cargo|debito|debit amount) .*|(?:.* )(?:debit|withdrawal|debito)',
  ],
  credit: [
    'credit|credits|credit amount|amount credit|credit amt|deposit|deposits|deposit amount|deposit amt|deposits cr|deposit cr|credit cr|inflow|paid in|money in|funds in|amount in|in|cr|income amount|inn pa konto|inn|deposito|depositos|entree|entrees|uznania|haben|gutschrift|gutschriften|haber|abono|abonos|ingreso|ingresos|credito|crediti|avere|entrate|entrata|accrediti|accredito|inkomsten|credit eur|credit euros|entrada|entradas|montant credit|income|received|receipts',
    '(?:credit|deposit|deposits|inflow|paid in|money in|gutschrift|haben|abono|credito) .*|(?:.* )(?:credit|deposit|credito)',
  ],
  sign: [
    'transaction type|af bij|debit credit|credit debit|debit credit indicator|credit debit indicator|dr cr|cr dr|d c|c d|s h|soll haben|haben soll|sign|debit or credit|credit or debit|debe haber|dare avere|debet credit|credit debet|bij af|indicator|direction|dc|sens|signo|segno|sinal|vorzeichen|details',
    '(?:.* )?(?:type|tipo|art|typ)(?: .*)?',
  ],
  payee: [
    'payee|payee name|merchant|merchant name|counterparty|counterparty name|counter party|partner name|partner nev|name of counterparty|beneficiary|beneficiary name|empfanger|zahlungsempfanger|auftraggeber empfanger|empfanger auftraggeber|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|name zahlungsbeteiligter|beguenstigter|naam omschrijving|naam tegenpartij|naam tegenrekening|tegenpartij|beneficiario|tercero|tiers|beneficiaire|controparte|beneficiary or cardholder|zahlungspflichtige r|zahlungsempfanger in|tegenrekeninghouder|name of sender receiver|other party|supplier found|(?:(?:auftraggeber|empfanger|begue?nstigter|zahlungsempfanger|zahlungspflichtiger)(?: |$))+',
    '(?:naam|name|nom) (?:.* )?(?:tegenpartij|counterparty|contrepartie)(?: .*)?|name|naam|nom|nombre|nome',
    'description|desc|transaction description|transaktionsbeschreibung|description of transaction|omschrijving|beschreibung|descripcion|libelle|libelle operation|libelle de l operation|libelle simplifie|descrizione|descrizione operazione|descricao|concepto|text|tekst|narrative|narration|transaction remarks|avisierungstext|bezeichnung|buchungsdetails|buchungs info|item title|bank description|title|verwendungszweck|intitule|label|libelle court|tytul|opis|opis operacji|rubrik|selite|original description|description 1|description 2|beschreibung 1',
    'details|particulars|transaction details|payment details|transaction|transaktion|movimiento|movimento|operation|operacion|operazione|detalle|detalles|causale|historico',
    '(?:.* )?(?:payee|merchant|description|descripcion|beschreibung|libelle|omschrijving|descrizione|descricao|empfanger)(?: .*)?',
  ],
  memo: [
    'memo|notes|note|notiz|notizen|mededelingen|mededeling|verwendungszweck|payment reference|reference text|remarks|remark|comments|comment|commentaire|communication|reason|subject|betreff|observaciones|concepto|note text|remittance information|description 2|beschreibung 2|transaction description|description|omschrijving|beschreibung|descripcion|message|motif|kozlemeny|megjegyzes|item title|bank description|reference|extended details|transaktionsbeschreibung zusatz|informations complementaires|original statement|original description|libelle operation',
    'details|text|description 3|buchungstext',
  ],
  category: [
    'category|categories|kategorie|categoria|categorie|rubrique|master category|sub category|subcategory|category name|kategoria|sous categorie',
    'category group category|category group',
  ],
  account: [
    'account|account name|account number|account #|account no|acct|acct name|bank account|source account|from account|konto|kontonummer|kontoname|iban|iban auftragskonto|auftragskonto|rekening|rekeningnummer|iban bban|eigen rekening|cuenta|numero de cuenta|compte|numero de compte|conto|numero conto|conta|produit|produkt konto|szamlaszam|first bank card|account id|card account',
    'card no|card number|card #|card|kartennummer|numero de carte|last four digits|card last four digits',
  ],
  currency: [
    'currency|currency code|account currency|transaction currency|waehrung|wahrung|whrung|buchungswahrung|buchungswhrung|ccy|devise|monnaie|monn|moneda|divisa|valuta|munt|muntsoort|moeda|devizanem|amount currency|curr|mutatievaluta|waluta',
    'source currency',
  ],
  externalId: [
    'transaction id|transactionid|fitid|fit id|transferwise id|unique id|transaction unique id|reference number|ref number|transaction reference|reference no|ref no|buchungsreferenz|transaktionsnummer|transaktions id|transaktions nr|n de transaction|no de transaction|numero de transaction|transactie id|transactiereferentie|volgnr|id transazione|id transaccion|id da transacao|numero de operacion|tranzakcioazonosito|transaction number|transaction no|external id|confirmation number|fitid ofx|id|uuid|identificador',
  ],
  checkNumber: [
    'check number|check #|check no|check num|check|checknum|cheque number|cheque no|cheque #|cheque|check or slip #|check slip #|numero de cheque|num cheque|n cheque|schecknummer|numero assegno|chequenummer|check number slip number|serial number',
  ],
  balance: [
    'balance|running balance|running bal|account balance|ending balance|balance after|balance after transaction|saldo|saldo na mutatie|saldo nach buchung|solde|kontostand|szamlaegyenleg|saldo contable|saldo contabile|saldo disponible|available balance|ledger balance|current balance|resulting balance|solde comptable|balance amount|new balance|saldo tras el movimiento|bal|disponible',
    '(?:.* )?(?:balance|saldo|solde)(?: .*)?',
  ],
};

/** Columns that sound like one of a role and are not it. */
export const NOT: Partial<Record<CsvRole, RegExp>> = {
  postedOn: /\b(due|birth|update|updated|exported|statement|start|expiry|maturity|format)\b/,
  amount:
    /original|foreign|fremd|exchange|umrechn|(?<!after )\bfees?\b|gebuhr|\btax\b|\btip\b|balance|saldo|solde|\brate\b|kurs|split|summary|limit|cash ?back|reward|compensation|unit|price|share|quantity|discount|debit|credit|withdraw|deposit|\bpaid\b|money (?:in|out)|outflow|inflow|\bto amount|local|currency$|\btype\b|wechsel|ursprung|origine|\bvat\b|points|budget|\b(?:expense|income) |main currency/,
  debit: /card|credit|type|account|indicator|number|date/,
  credit: /card|debit|type|account|indicator|number|limit|date/,
  sign: /account|card|product|check|currency|payment type|item/,
  payee:
    /iban|account|\brekening\b|\bbic\b|status|address|bank ?code|number|\bid\b|category|type|city|country/,
  balance: /date|type/,
};

const COMPILED = Object.fromEntries(
  Object.entries(NAMES).map(([role, ranks]) => [
    role,
    ranks.map((names) => new RegExp(`^(?:${names})$`)),
  ]),
) as Record<CsvRole, RegExp[]>;

/** How sure a header is of a role: 0 is surest; null: it is not of it. */
export function rankOf(header: string, role: CsvRole): number | null {
  const whole = plainHeader(header);
  if (whole === '' || NOT[role]?.test(whole)) return null;
  const currency = currencyInHeader(header);
  const bare = currency === null ? whole : plainHeader(header.replace(currency, ' '));
  const ranks = COMPILED[role];
  for (const [rank, pattern] of ranks.entries()) {
    // Three letters alone name an amount only where they are a currency's, as in "CAD$".
    const codeAlone = role === 'amount' && rank === ranks.length - 1;
    if (codeAlone && currency !== header.replace(/\W/g, '')) continue;
    if (pattern.test(whole) || (bare !== '' && pattern.test(bare))) return rank;
  }
  return null;
}

const TELLING_ROLES: readonly CsvRole[] = [
  'postedOn',
  'amount',
  'debit',
  'credit',
  'payee',
  'memo',
  'category',
  'account',
  'currency',
  'externalId',
  'checkNumber',
  'balance',
];

/** Which roles a row would name were it the header. */
export function rolesNamed(cells: readonly string[]): {
  names: number;
  date: boolean;
  sum: boolean;
} {
  let names = 0;
  let date = false;
  let sum = false;
  for (const cell of cells) {
    if (cell === '' || cell.length > 80) continue;
    const roles = TELLING_ROLES.filter((role) => rankOf(cell, role) !== null);
    if (roles.length > 0) names += 1;
    date ||= roles.includes('postedOn');
    sum ||= roles.some((role) => role === 'amount' || role === 'debit' || role === 'credit');
  }
  return { names, date, sum };
}
