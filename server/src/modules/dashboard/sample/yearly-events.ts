import { addDays } from '@picture/contract';
import type { AccountKey, SampleLedger, Text } from './sample-ledger.ts';
import { seededRandom } from './seeded-random.ts';

/** [month-day, account, amount in minor units (positive is money in), payee, category] */
type Yearly = readonly [string, AccountKey, number, string | Text, string];

const YEARLY: readonly Yearly[] = [
  [
    '02-09',
    'checking',
    -642_00,
    { en: 'STATE FARM INSURANCE AUTO', es: 'STATE FARM SEGURO COCHE' },
    'auto_insurance',
  ],
  [
    '08-09',
    'checking',
    -658_00,
    { en: 'STATE FARM INSURANCE AUTO', es: 'STATE FARM SEGURO COCHE' },
    'auto_insurance',
  ],
  [
    '06-05',
    'checking',
    -1_184_00,
    { en: 'OAKWOOD HOMEOWNERS INSURANCE', es: 'OAKWOOD SEGURO DEL HOGAR' },
    'home_insurance',
  ],
  [
    '04-10',
    'checking',
    -2_148_35,
    { en: 'COUNTY TREASURER PROPERTY TAX', es: 'CONDADO IMPUESTO PROPIEDAD' },
    'taxes',
  ],
  [
    '10-10',
    'checking',
    -2_148_35,
    { en: 'COUNTY TREASURER PROPERTY TAX', es: 'CONDADO IMPUESTO PROPIEDAD' },
    'taxes',
  ],
  [
    '03-18',
    'checking',
    1_638_00,
    { en: 'IRS TREAS 310 TAX REF', es: 'IRS TREAS 310 DEVOLUCION IMPUESTOS' },
    'income',
  ],
  [
    '03-25',
    'checking',
    4_350_00,
    { en: 'NORTHWIND LABS ANNUAL BONUS', es: 'NORTHWIND LABS PAGA EXTRA' },
    'bonus',
  ],
  [
    '01-22',
    'everydayCard',
    -184_00,
    { en: 'BRIGHT SMILE DENTAL', es: 'CLINICA DENTAL SONRISA' },
    'dentist',
  ],
  [
    '07-23',
    'everydayCard',
    -126_00,
    { en: 'BRIGHT SMILE DENTAL', es: 'CLINICA DENTAL SONRISA' },
    'dentist',
  ],
  [
    '02-17',
    'everydayCard',
    -45_00,
    { en: 'RIVERSIDE FAMILY MEDICINE MD', es: 'CENTRO MEDICO RIBERA' },
    'doctor',
  ],
  [
    '05-12',
    'everydayCard',
    -45_00,
    { en: 'RIVERSIDE FAMILY MEDICINE MD', es: 'CENTRO MEDICO RIBERA' },
    'doctor',
  ],
  [
    '10-27',
    'everydayCard',
    -160_00,
    { en: 'RIVERSIDE FAMILY MEDICINE MD', es: 'CENTRO MEDICO RIBERA' },
    'doctor',
  ],
  [
    '05-20',
    'everydayCard',
    -212_00,
    { en: 'LAKEVIEW ANIMAL HOSPITAL VETERINARY', es: 'CLINICA VETERINARIA DEL LAGO' },
    'veterinary',
  ],
  [
    '11-06',
    'everydayCard',
    -148_00,
    { en: 'LAKEVIEW ANIMAL HOSPITAL VETERINARY', es: 'CLINICA VETERINARIA DEL LAGO' },
    'veterinary',
  ],
  ['04-26', 'everydayCard', -96_40, 'JIFFY LUBE #2214', 'service_parts'],
  ['09-19', 'everydayCard', -612_80, 'FIRESTONE AUTO CARE 0291', 'service_parts'],
  ['05-09', 'travelCard', -74_00, '1-800-FLOWERS.COM', 'gift'],
  ['09-07', 'travelCard', -1_049_00, 'BEST BUY 00004168', 'electronics_software'],
  ['08-24', 'travelCard', -318_00, { en: 'IKEA 412 COLLEGE PARK', es: 'IKEA 412' }, 'furnishings'],
  ['01-02', 'travelCard', -95_00, { en: 'ANNUAL MEMBERSHIP FEE', es: 'CUOTA ANUAL' }, 'bank_fee'],
  // A trip in summer, with the euros for what is paid there.
  ['05-28', 'travelCard', -1_384_60, 'DELTA AIR 0062341889021', 'air_travel'],
  ['07-10', 'travelCard', -1_126_40, 'AIRBNB * HMK4Q2XPRT', 'hotel'],
  [
    '07-14',
    'travelCard',
    -286_00,
    { en: 'HERTZ RENT-A-CAR', es: 'HERTZ ALQUILER DE COCHES' },
    'rental_car_taxi',
  ],
  [
    '07-16',
    'travelCard',
    -8_58,
    { en: 'FOREIGN TRANSACTION FEE', es: 'COMISION OPERACION EXTRANJERO' },
    'bank_fee',
  ],
  ['07-12', 'euro', -64_30, 'RESTAURANTE CASA LUCIO', 'restaurants'],
  ['07-13', 'euro', -41_85, 'MERCADONA 1182', 'groceries'],
  ['07-15', 'euro', -78_20, 'RENFE CERCANIAS Y AVE', 'public_transportation'],
  ['07-17', 'euro', -52_00, 'RESTAURANTE EL PUERTO', 'restaurants'],
  ['07-18', 'euro', -29_40, 'CARREFOUR EXPRESS', 'groceries'],
  // A long weekend in autumn.
  ['10-17', 'travelCard', -412_75, 'MARRIOTT HOTELS 00388', 'hotel'],
];

const GIFT_SHOPS = [
  'AMAZON.COM*XM2DG7K10',
  'TARGET 00021748',
  'BARNES & NOBLE #2088',
  'LEGO BRAND RETAIL',
  'ETSY.COM - MULTIPLE SHOPS',
  'MACYS .COM',
] as const;

/** What comes once or twice a year, with small differences from one year to the next. */
export function addYear(ledger: SampleLedger, seed: number, year: number, from: string): void {
  for (const [index, [day, account, amountMinor, payee, category]] of YEARLY.entries()) {
    const on = `${year}-${day}`;
    if (on < from) continue;
    const random = seededRandom(seed, 'year', year, index);
    const change = 1 + random.normal(0, 0.02);
    ledger.move(account, on, Math.round(amountMinor * change), payee, category);
  }
  addDecemberGifts(ledger, seed, year, from);
}

function addDecemberGifts(ledger: SampleLedger, seed: number, year: number, from: string): void {
  const random = seededRandom(seed, 'gifts', year);
  const count = random.whole(11, 14);
  for (let gift = 0; gift < count; gift += 1) {
    const on = addDays(`${year}-12-01`, random.whole(0, 22));
    const shop = random.pick(GIFT_SHOPS);
    if (on >= from) ledger.spend('travelCard', on, random.price(18_00, 124_00), shop, 'gift');
  }
}
