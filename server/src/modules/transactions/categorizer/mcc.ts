/**
 * ISO 18245 merchant category codes with the standard's names, abridged, and the category each
 * stands for. Airlines (3000–3350), car rental (3351–3500) and hotels (3501–3999) have one code per
 * company there and are told by range here.
 */
interface MerchantCategory {
  readonly name: string;
  readonly categoryKey: string;
}

/** By category: "code name" lines. */
const CODES: Readonly<Record<string, string>> = {
  groceries: `
    5411 Grocery stores, supermarkets|5422 Freezer and locker meat provisioners|
    5451 Dairy products stores|
    5499 Miscellaneous food stores, convenience stores and speciality markets|5300 Wholesale clubs`,
  restaurants: '5812 Eating places and restaurants|5811 Caterers',
  fast_food: '5814 Fast food restaurants',
  coffee_shops: '5462 Bakeries|5441 Candy, nut and confectionery stores',
  alcohol_bars: `
    5813 Drinking places, bars, taverns, nightclubs, cocktail lounges|
    5921 Package stores, beer, wine and liquor`,
  shopping: `
    5311 Department stores|5310 Discount stores|5331 Variety stores|
    5399 Miscellaneous general merchandise|5309 Duty-free stores|5942 Book stores|
    5943 Stationery, office and school supply stores|
    5944 Jewellery, watch, clock and silverware stores|5945 Hobby, toy and game shops|
    5946 Camera and photographic supply stores|5947 Gift, card, novelty and souvenir shops|
    5948 Luggage and leather goods stores|5949 Sewing, needlework, fabric and piece goods stores|
    5931 Used merchandise and second-hand stores|5932 Antique shops|5933 Pawn shops|
    5937 Antique reproduction stores|5940 Bicycle shops|5941 Sporting goods stores|
    5964 Direct marketing, catalogue merchants|5961 Mail order houses|
    5965 Direct marketing, combination catalogue and retail|5969 Direct marketing, other|
    5970 Artist supply and craft shops|5971 Art dealers and galleries|5972 Stamp and coin stores|
    5973 Religious goods stores|5978 Typewriter stores|5993 Cigar stores and stands|
    5994 News dealers and newsstands|5996 Swimming pools, sales and service|
    5998 Tent and awning shops|5999 Miscellaneous and speciality retail stores|
    5950 Glassware and crystal stores|5733 Music stores, musical instruments|5262 Marketplaces|
    5992 Florists|5963 Door-to-door sales`,
  clothing: `
    5611 Men's and boys' clothing and accessories stores|5621 Women's ready-to-wear stores|
    5631 Women's accessory and speciality shops|5651 Family clothing stores|
    5655 Sports and riding apparel stores|5661 Shoe stores|5681 Furriers and fur shops|
    5691 Men's and women's clothing stores|5697 Tailors, seamstresses, mending and alterations|
    5698 Wig and toupee stores|5699 Miscellaneous apparel and accessory shops|7296 Clothing rental`,
  electronics_software: `
    5732 Electronics stores|5734 Computer software stores|
    5045 Computers, peripherals and software|5815 Digital goods, media|
    5817 Digital goods, applications|5818 Digital goods, large merchant|
    7372 Computer programming and data processing|7379 Computer maintenance and repair|
    7622 Electronics repair shops|4816 Computer network and information services`,
  home_improvement: `
    5200 Home supply warehouse stores|5211 Lumber and building materials stores|
    5231 Glass, paint and wallpaper stores|5251 Hardware stores|
    5261 Nurseries, lawn and garden supply stores|1520 General contractors|
    1711 Heating, plumbing and air-conditioning contractors|1731 Electrical contractors|
    1740 Masonry, stonework, tile setting contractors|1750 Carpentry contractors|
    1761 Roofing, siding and sheet metal contractors|1771 Concrete contractors|
    1799 Special trade contractors|0780 Landscaping and horticultural services|
    7342 Exterminating and disinfecting services|7349 Cleaning and janitorial services|
    7217 Carpet and upholstery cleaning|5039 Construction materials|
    5072 Hardware equipment and supplies|5074 Plumbing and heating equipment|
    5198 Paints, varnishes and supplies|4225 Public warehousing and storage|
    4214 Motor freight carriers, movers|7623 Air conditioning and refrigeration repair|
    7629 Appliance repair shops|7699 Miscellaneous repair shops`,
  furnishings: `
    5712 Furniture and home furnishings stores|5713 Floor covering stores|
    5714 Drapery and upholstery stores|5718 Fireplace stores|
    5719 Miscellaneous home furnishing stores|5722 Household appliance stores|
    5021 Office and commercial furniture|7641 Furniture repair and refinishing`,
  utilities: `
    4900 Utilities: electric, gas, water, sanitary|
    5983 Fuel dealers: fuel oil, wood, coal, liquefied petroleum`,
  mobile_phone: `
    4812 Telecommunication equipment and telephone sales|4814 Telecommunication services`,
  television: '4899 Cable, satellite and other pay television',
  gas_fuel: `
    5541 Service stations|5542 Automated fuel dispensers|5552 Electric vehicle charging|
    5172 Petroleum and petroleum products`,
  parking: '7523 Parking lots, meters and garages',
  public_transportation: `
    4111 Local and suburban commuter transport|4112 Passenger railways|4131 Bus lines|
    4784 Tolls and bridge fees|4789 Transportation services`,
  ride_share: '4121 Taxicabs and limousines',
  rental_car_taxi: `
    7512 Automobile rental agencies|7513 Truck and utility trailer rentals|
    7519 Motor home and recreational vehicle rentals`,
  service_parts: `
    5531 Auto and home supply stores|5532 Automotive tyre stores|
    5533 Automotive parts and accessories stores|7531 Automotive body repair shops|
    7534 Tyre retreading and repair|7535 Automotive paint shops|7538 Automotive service shops|
    7542 Car washes|7549 Towing services|5511 Car and truck dealers, sales and service`,
  auto_transport: `
    5521 Used car dealers|5561 Recreational trailer and camper dealers|
    5571 Motorcycle shops and dealers|5599 Miscellaneous automotive dealers|
    8675 Automobile associations|5592 Motor home dealers|5551 Boat dealers`,
  air_travel: '4511 Airlines and air carriers|4582 Airports and airport terminals',
  hotel: `
    7011 Hotels, motels and resorts|7012 Timeshares|7032 Recreational and sporting camps|
    7033 Campgrounds and trailer parks`,
  travel: `
    4722 Travel agencies and tour operators|4411 Cruise lines|4723 Package tour operators|
    4457 Boat leases and rentals|4468 Marinas`,
  pharmacy: '5912 Drug stores and pharmacies|5122 Drugs and druggist sundries',
  doctor: `
    8011 Doctors|8031 Osteopaths|8041 Chiropractors|8042 Optometrists and ophthalmologists|
    8043 Opticians, optical goods and eyeglasses|8049 Chiropodists and podiatrists|
    8050 Nursing and personal care facilities|8062 Hospitals|8071 Medical and dental laboratories|
    8099 Medical services and health practitioners|4119 Ambulance services|5975 Hearing aids|
    5976 Orthopaedic goods|5047 Medical, dental and ophthalmic equipment`,
  dentist: '8021 Dentists and orthodontists',
  gym: `
    7997 Membership clubs, country clubs, private golf courses|
    7911 Dance halls, studios and schools`,
  health_fitness: `
    7941 Sports clubs, fields and promoters|7992 Public golf courses|7298 Health and beauty spas`,
  movies_dvds: `
    7832 Motion picture theatres|7829 Motion picture and video tape production|
    7841 Video tape rental stores`,
  music: '5735 Record stores',
  entertainment: `
    7922 Theatrical producers and ticket agencies|7929 Bands, orchestras and entertainers|
    7932 Billiard and pool establishments|7933 Bowling alleys|
    7991 Tourist attractions and exhibits|7993 Video amusement game supplies|
    7994 Video game arcades|7995 Betting, lottery tickets, casino chips|
    7996 Amusement parks, circuses, carnivals|7998 Aquariums and zoos|7999 Recreation services|
    5816 Digital goods, games|5968 Direct marketing, subscription merchants|
    7800 Government-owned lotteries|7801 Internet gambling`,
  personal_care: `
    7230 Barber and beauty shops|7297 Massage parlours|5977 Cosmetic stores|
    7210 Laundry, cleaning and garment services|7211 Laundries|7216 Dry cleaners|
    7251 Shoe repair and hat cleaning`,
  babysitter_daycare: '8351 Child care services',
  kids: "5641 Children's and infants' wear stores",
  pets: '5995 Pet shops, pet food and supplies',
  veterinary: '0742 Veterinary services',
  tuition: `
    8220 Colleges, universities, professional schools|8211 Elementary and secondary schools`,
  education: `
    8241 Correspondence schools|8244 Business and secretarial schools|
    8249 Vocational and trade schools|8299 Schools and educational services|
    5192 Books, periodicals and newspapers`,
  charity: `
    8398 Charitable and social service organisations|8661 Religious organisations|
    8641 Civic, social and fraternal associations|8651 Political organisations`,
  business_services: `
    7311 Advertising services|7333 Commercial photography, art and graphics|
    7338 Quick copy and reproduction services|7339 Stenographic services|7361 Employment agencies|
    7392 Management, consulting and public relations|7399 Business services|
    8111 Legal services and attorneys|8911 Architectural, engineering and surveying services|
    9402 Postal services|4215 Courier services|5111 Stationery, office supplies, printing paper|
    5044 Office and photographic equipment|2741 Publishing and printing|
    8999 Professional services|7221 Photographic studios`,
  taxes: '9311 Tax payments|7276 Tax preparation services',
  fees_charges: `
    9222 Fines|9211 Court costs including alimony and child support|9399 Government services`,
  financial: `
    8931 Accounting, auditing and bookkeeping|6300 Insurance sales, underwriting and premiums|
    7321 Consumer credit reporting agencies|5960 Direct marketing, insurance`,
  mortgage_rent: '6513 Real estate agents and managers, rentals',
  cash_atm: `
    6010 Financial institutions, manual cash disbursements|
    6011 Financial institutions, automated cash disbursements|
    6051 Non-financial institutions, foreign currency, money orders, travellers cheques`,
  transfer: `
    6012 Financial institutions, merchandise and services|4829 Money transfer|
    6538 Funding transactions|6540 Stored value card purchase and load|
    6536 Money transfer, intracountry`,
  investments: '6211 Security brokers and dealers',
};

const byCode = new Map<string, MerchantCategory>();
for (const [categoryKey, lines] of Object.entries(CODES)) {
  for (const line of lines.split('|')) {
    const text = line.trim();
    byCode.set(text.slice(0, 4), { name: text.slice(5), categoryKey });
  }
}

/** What a four-digit ISO 18245 code stands for; undefined when it is not known here. */
export function merchantCategory(code: string): MerchantCategory | undefined {
  const number = /^\d{4}$/.test(code) ? Number(code) : 0;
  if (number >= 3000 && number <= 3350) return { name: 'Airlines', categoryKey: 'air_travel' };
  if (number > 3350 && number <= 3500)
    return { name: 'Car rental', categoryKey: 'rental_car_taxi' };
  if (number > 3500 && number <= 3999) return { name: 'Hotels', categoryKey: 'hotel' };
  return byCode.get(code);
}
