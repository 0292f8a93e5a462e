import type { CategoryType } from '@picture/contract';

/**
 * The tree of categories a new household starts with: Mint's two levels under Mint's own English
 * names, so that people who bring an export from it find their words again. A group can be given to
 * a transaction like any of its children.
 */
export interface DefaultCategory {
  /** Stable name the code and the base model use; never shown, never translated. */
  readonly key: string;
  /** A child may differ from its group: dividends are income though buying shares is a transfer. */
  readonly type: CategoryType;
  readonly name: { readonly en: string; readonly es: string };
  /** A Tabler icon, kebab-case. */
  readonly icon: string;
  /** Index of the twelve-colour palette; children share their group's colour. */
  readonly colour: number;
  readonly parentKey: string | null;
}

/** [key, English, Spanish, icon, type when it is not the group's] */
type Row = readonly [key: string, en: string, es: string, icon: string, type?: CategoryType];

function group(type: CategoryType, colour: number, head: Row, children: readonly Row[] = []) {
  const parentKey = head[0];
  return [head, ...children].map(
    ([key, en, es, icon, ownType]): DefaultCategory => ({
      key,
      type: ownType ?? type,
      name: { en, es },
      icon,
      colour,
      parentKey: key === parentKey ? null : parentKey,
    }),
  );
}

export const DEFAULT_CATEGORIES: readonly DefaultCategory[] = [
  ...group(
    'income',
    4,
    ['income', 'Income', 'Ingresos', 'cash'],
    [
      ['paycheck', 'Paycheck', 'Nómina', 'cash-banknote'],
      ['bonus', 'Bonus', 'Paga extra', 'coins'],
      ['interest_income', 'Interest Income', 'Intereses a favor', 'percentage'],
      ['reimbursement', 'Reimbursement', 'Reembolsos', 'receipt-refund'],
      ['rental_income', 'Rental Income', 'Alquileres cobrados', 'building-estate'],
      ['returned_purchase', 'Returned Purchase', 'Devoluciones', 'arrow-back-up'],
    ],
  ),
  ...group(
    'expense',
    0,
    ['food_dining', 'Food & Dining', 'Comida', 'tools-kitchen-2'],
    [
      ['groceries', 'Groceries', 'Supermercado', 'basket'],
      ['restaurants', 'Restaurants', 'Restaurantes', 'chef-hat'],
      ['coffee_shops', 'Coffee Shops', 'Cafeterías', 'coffee'],
      ['fast_food', 'Fast Food', 'Comida rápida', 'burger'],
      ['food_delivery', 'Food Delivery', 'Comida a domicilio', 'moped'],
      ['alcohol_bars', 'Alcohol & Bars', 'Bares y alcohol', 'glass-full'],
    ],
  ),
  ...group(
    'expense',
    1,
    ['shopping', 'Shopping', 'Compras', 'shopping-bag'],
    [
      ['clothing', 'Clothing', 'Ropa', 'shirt'],
      ['electronics_software', 'Electronics & Software', 'Electrónica y software', 'devices'],
    ],
  ),
  ...group(
    'expense',
    2,
    ['home', 'Home', 'Hogar', 'home'],
    [
      ['mortgage_rent', 'Mortgage & Rent', 'Hipoteca y alquiler', 'key'],
      ['home_improvement', 'Home Improvement', 'Reformas y bricolaje', 'hammer'],
      ['furnishings', 'Furnishings', 'Muebles', 'sofa'],
      ['home_insurance', 'Home Insurance', 'Seguro del hogar', 'home-shield'],
    ],
  ),
  ...group(
    'expense',
    3,
    ['bills_utilities', 'Bills & Utilities', 'Facturas', 'file-invoice'],
    [
      ['utilities', 'Utilities', 'Suministros', 'bolt'],
      ['mobile_phone', 'Mobile Phone', 'Móvil', 'device-mobile'],
      ['internet', 'Internet', 'Internet', 'wifi'],
      ['television', 'Television', 'Televisión', 'device-tv'],
      ['home_phone', 'Home Phone', 'Teléfono fijo', 'phone'],
    ],
  ),
  ...group(
    'expense',
    5,
    ['auto_transport', 'Auto & Transport', 'Coche y transporte', 'car'],
    [
      ['gas_fuel', 'Gas & Fuel', 'Combustible', 'gas-station'],
      ['parking', 'Parking', 'Aparcamiento', 'parking'],
      ['public_transportation', 'Public Transportation', 'Transporte público', 'bus'],
      ['ride_share', 'Ride Share', 'Taxi y VTC', 'steering-wheel'],
      ['auto_insurance', 'Auto Insurance', 'Seguro del coche', 'shield-check'],
      ['auto_payment', 'Auto Payment', 'Cuota del coche', 'car-garage'],
      ['service_parts', 'Service & Parts', 'Taller y recambios', 'tool'],
    ],
  ),
  ...group(
    'expense',
    6,
    ['travel', 'Travel', 'Viajes', 'luggage'],
    [
      ['air_travel', 'Air Travel', 'Vuelos', 'plane'],
      ['hotel', 'Hotel', 'Hoteles', 'bed'],
      ['rental_car_taxi', 'Rental Car & Taxi', 'Coche de alquiler', 'car-suv'],
    ],
  ),
  ...group(
    'expense',
    7,
    ['health_fitness', 'Health & Fitness', 'Salud y deporte', 'heartbeat'],
    [
      ['doctor', 'Doctor', 'Médico', 'stethoscope'],
      ['dentist', 'Dentist', 'Dentista', 'dental'],
      ['pharmacy', 'Pharmacy', 'Farmacia', 'pill'],
      ['gym', 'Gym', 'Gimnasio', 'barbell'],
      ['health_insurance', 'Health Insurance', 'Seguro de salud', 'shield-heart'],
    ],
  ),
  ...group(
    'expense',
    8,
    ['entertainment', 'Entertainment', 'Ocio', 'ticket'],
    [
      ['movies_dvds', 'Movies & DVDs', 'Cine y películas', 'movie'],
      ['music', 'Music', 'Música', 'music'],
    ],
  ),
  ...group('expense', 9, ['personal_care', 'Personal Care', 'Cuidado personal', 'scissors']),
  ...group(
    'expense',
    10,
    ['kids', 'Kids', 'Niños', 'horse-toy'],
    [['babysitter_daycare', 'Babysitter & Daycare', 'Guardería y canguro', 'baby-carriage']],
  ),
  ...group(
    'expense',
    11,
    ['pets', 'Pets', 'Mascotas', 'paw'],
    [['veterinary', 'Veterinary', 'Veterinario', 'vaccine']],
  ),
  ...group(
    'expense',
    6,
    ['education', 'Education', 'Educación', 'school'],
    [
      ['tuition', 'Tuition', 'Matrícula', 'certificate'],
      ['student_loan', 'Student Loan', 'Préstamo de estudios', 'backpack'],
    ],
  ),
  ...group(
    'expense',
    1,
    ['gifts_donations', 'Gifts & Donations', 'Regalos y donativos', 'gift'],
    [
      ['charity', 'Charity', 'Donativos', 'heart-handshake'],
      ['gift', 'Gift', 'Regalos', 'gift-card'],
    ],
  ),
  ...group('expense', 3, [
    'business_services',
    'Business Services',
    'Servicios profesionales',
    'briefcase',
  ]),
  ...group(
    'expense',
    9,
    ['fees_charges', 'Fees & Charges', 'Comisiones', 'receipt'],
    [
      ['bank_fee', 'Bank Fee', 'Comisión bancaria', 'building-bank'],
      ['atm_fee', 'ATM Fee', 'Comisión de cajero', 'credit-card-pay'],
    ],
  ),
  ...group(
    'expense',
    2,
    ['financial', 'Financial', 'Finanzas', 'scale'],
    [
      ['life_insurance', 'Life Insurance', 'Seguro de vida', 'umbrella'],
      ['loan_interest', 'Loan Interest', 'Intereses de préstamos', 'percentage'],
      ['mortgage_interest', 'Mortgage Interest', 'Intereses de hipoteca', 'home-dollar'],
    ],
  ),
  ...group('expense', 7, ['taxes', 'Taxes', 'Impuestos', 'receipt-tax']),
  ...group('transfer', 8, ['loans', 'Loans', 'Préstamos', 'pig-money']),
  ...group(
    'transfer',
    10,
    ['investments', 'Investments', 'Inversiones', 'chart-line'],
    [
      [
        'dividend_cap_gains',
        'Dividend & Cap Gains',
        'Dividendos y plusvalías',
        'trending-up',
        'income',
      ],
    ],
  ),
  ...group(
    'transfer',
    0,
    ['transfer', 'Transfer', 'Traspasos', 'transfer'],
    [
      ['credit_card_payment', 'Credit Card Payment', 'Pago de tarjeta', 'credit-card'],
      ['balance_adjustment', 'Balance Adjustment', 'Ajuste de saldo', 'adjustments'],
    ],
  ),
  ...group(
    'expense',
    11,
    ['uncategorized', 'Uncategorized', 'Sin categoría', 'help-circle'],
    [
      ['cash_atm', 'Cash & ATM', 'Efectivo y cajero', 'cash-register'],
      ['check', 'Check', 'Cheque', 'writing'],
    ],
  ),
];
