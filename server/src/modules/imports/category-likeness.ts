/** Names other programs give what the default tree has, folded; by the key of ours. */
const LIKE: Record<string, string> = {
  income:
    'other income|business income|ready to assign|to be budgeted|to be assigned|available next month|starting income|ingreso|einkommen|revenus',
  paycheck:
    'paychecks|paychecks/salary|salary|salaries|wages|payroll|pay|sueldo|salario|gehalt|lohn|salaire|stipendio|salaris',
  bonus: 'bonuses',
  interest_income: 'interest|interest earned|interest inc|intereses|zinsen',
  reimbursement: 'reimbursements|expense reimbursement|expenses reimbursed',
  rental_income: 'rent income|rental',
  returned_purchase: 'refund|refunds|returns|return|devolucion',
  food_dining:
    'food|food & drink|food and drink|food & drinks|meals|alimentacion|essen|alimentation',
  groceries:
    'grocery|supermarket|supermarkets|supermercados|lebensmittel|courses|spesa|boodschappen',
  restaurants: 'restaurants & bars|restaurant|dining|dining out|eating out|comer fuera',
  coffee_shops: 'coffee|coffee shop|cafe|cafes',
  fast_food: 'fastfood|quick service',
  food_delivery: 'delivery|takeout|take out|takeaway',
  alcohol_bars: 'alcohol|bars|bar|drinks|nightlife',
  shopping: 'general merchandise|merchandise|online shopping|einkaufen|achats',
  clothing: 'clothes|clothing & shoes|apparel|clothing/shoes|kleidung|vetements',
  electronics_software: 'electronics|software|computers|tech|electronics & computers',
  home: 'housing|house|household|home & garden|vivienda|casa|wohnen|logement',
  mortgage_rent:
    'mortgage|mortgages|rent|rent/mortgage|mortgage/rent|alquiler|hipoteca|miete|loyer|affitto|huur',
  home_improvement: 'home maintenance|home repair|home repairs|repairs|home services',
  furnishings: 'furniture|furniture & housewares|housewares',
  home_insurance: 'homeowners insurance|house insurance|renters insurance|renter insurance',
  bills_utilities: 'bills|bills & fees|monthly bills|facturas',
  utilities:
    'utility|electric|electricity|gas & electric|water|garbage|power|energy|suministros|luz|agua|strom',
  mobile_phone: 'phone|cell phone|mobile|cellphone|phone bill|movil',
  internet: 'internet & cable|broadband|wifi',
  television: 'tv|cable|streaming|cable tv|streaming services',
  auto_transport:
    'auto|car|transport|transportation|automobile|automotive|vehicle|auto & vehicle|coche|transporte|mobilitat',
  gas_fuel: 'gas|fuel|gasoline|petrol|gas/fuel|auto fuel|gasolina|benzin|essence',
  parking: 'parking & tolls|tolls|parking fees',
  public_transportation: 'public transit|public transport|transit|train|bus',
  ride_share: 'taxi|taxis|taxi & ride shares|ride sharing|rideshare|uber|lyft',
  auto_insurance: 'car insurance|vehicle insurance',
  auto_payment: 'car payment|car loan|auto loan',
  service_parts: 'auto maintenance|car maintenance|car repair|auto repair|auto repairs|car repairs',
  travel:
    'travel & vacation|vacation|vacations|holiday|holidays|trips|urlaub|reisen|vacances|vacaciones',
  air_travel: 'flights|flight|airfare|airlines',
  hotel: 'hotels|lodging|accommodation',
  rental_car_taxi: 'rental car|car rental|rental cars',
  health_fitness: 'health|healthcare|health care|medical|health & wellness|salud|gesundheit|sante',
  doctor: 'doctors|physician',
  dentist: 'dental',
  pharmacy: 'drugstore|medicine|medication|prescriptions|drugs',
  gym: 'fitness|sports|sport',
  entertainment: 'entertainment & recreation|recreation|leisure|hobbies|freizeit|loisirs',
  movies_dvds: 'movies|cinema|movies & tv',
  personal_care: 'personal|beauty|hair|personal care & beauty|toiletries',
  kids: 'children|child|kids activities|family|kinder|enfants|hijos',
  babysitter_daycare: 'child care|childcare|daycare|babysitting|nursery',
  pets: 'pet|pet care|pet supplies|animals',
  veterinary: 'vet|vets',
  education: 'school|schooling|formacion',
  student_loan: 'student loans',
  gifts_donations: 'gifts & charity|gifts and donations|giving',
  charity: 'donations|donation|charitable donations|charities',
  gift: 'gifts|gifts given|presents',
  business_services: 'business|business expenses|office expenses',
  fees_charges: 'fees|financial fees|service charges|gastos bancarios|gebuhren|frais',
  bank_fee: 'bank fees|bank charges|bank charge|bank service charge|finance charge',
  atm_fee: 'atm fees',
  taxes: 'tax|income tax|federal tax|state tax|taxes paid|steuern|impots',
  loans: 'loan|loan repayment|loan payment|loan payments|prestamo',
  investments: 'investment|investing|buy|sell',
  dividend_cap_gains:
    'dividends|dividend|capital gains|dividends & capital gains|div income|dividendos',
  transfer:
    'transfers|transfer in|transfer out|internal transfer|account transfer|umbuchung|virement',
  credit_card_payment: 'credit card payments|card payment|cc payment|credit card',
  balance_adjustment:
    'balance adjustments|starting balance|starting balances|opening balance|reconciliation balance adjustment|adjustment|manual balance adjustments',
  cash_atm: 'cash|atm|cash withdrawal|withdrawal|atm withdrawal|efectivo|bargeld|retrait',
  check: 'checks|cheques',
};

const KEYS = new Map(
  Object.entries(LIKE).flatMap(([key, names]) =>
    names.split('|').map((name) => [name, key] as const),
  ),
);

/** The default category another program's name means, by its key; null: none that is sure. */
export const likeKey = (foldedName: string): string | null => KEYS.get(foldedName) ?? null;

/** What stands where a category would and is none. */
const NONE =
  /^(?:|-+|n\/?a|none|null|unknown|other|uncategori[sz]ed|\(?no category\)?|not categori[sz]ed|needs review|not sure|-*split-*|split \(multiple categories\).*|multiple(?: categories)?|sin categoria|ohne kategorie|nicht kategorisiert|non categorise|senza categoria)$/;

/** Quicken writes a transfer's account in brackets. */
export const isNoCategory = (foldedName: string): boolean =>
  NONE.test(foldedName) || /^\[.*\]$/.test(foldedName);
