/**
 * OpenStreetMap's kinds of place (as the name-suggestion-index files them) → category. A kind that
 * is not here (banks, power lines, flags, post boxes) says nothing about spending and is left out.
 */
const KINDS: Readonly<Record<string, string>> = {
  groceries: `
    shop/supermarket shop/convenience shop/butcher shop/greengrocer shop/frozen_food shop/dairy
    shop/deli shop/farm shop/health_food shop/wholesale shop/seafood shop/cheese shop/spices
    shop/nuts shop/pasta shop/general shop/country_store shop/outpost shop/food`,
  restaurants: 'amenity/restaurant amenity/food_court',
  fast_food: 'amenity/fast_food amenity/ice_cream shop/ice_cream',
  coffee_shops: `
    amenity/cafe shop/coffee shop/tea shop/bakery shop/pastry shop/confectionery shop/chocolate`,
  alcohol_bars: `
    amenity/bar amenity/pub shop/alcohol shop/wine shop/beverages amenity/biergarten
    amenity/nightclub`,
  shopping: `
    shop/department_store shop/variety_store shop/books shop/jewelry shop/gift shop/stationery
    shop/bicycle shop/sports shop/outdoor shop/watches shop/newsagent shop/kiosk shop/mall
    shop/second_hand shop/charity shop/tobacco shop/e-cigarette shop/cannabis shop/craft
    shop/fabric shop/musical_instrument shop/camera shop/photo shop/art shop/games shop/anime
    shop/party shop/fishing shop/catalogue shop/erotic shop/model shop/leather shop/bag
    shop/pawnbroker shop/collector shop/video_games shop/florist shop/hunting shop/weapons
    shop/religion shop/frame shop/candles shop/pottery`,
  clothing: `
    shop/clothes shop/shoes shop/fashion_accessories shop/tailor shop/fashion shop/shoe_repair`,
  electronics_software: `
    shop/electronics shop/computer shop/hifi shop/mobile_phone_accessories
    craft/electronics_repair shop/printer_ink`,
  home_improvement: `
    shop/doityourself shop/hardware shop/paint shop/garden_centre shop/trade shop/tiles
    shop/flooring shop/electrical shop/tool_hire shop/plant_hire shop/power_tools shop/locksmith
    shop/doors shop/groundskeeping shop/agrarian shop/glaziery shop/pest_control
    shop/swimming_pool shop/storage_rental craft/plumber craft/electrician craft/cleaning
    craft/painter craft/carpenter craft/window_construction craft/glaziery office/moving_company
    shop/fireplace office/security`,
  furnishings: `
    shop/furniture shop/bed shop/houseware shop/kitchen shop/interior_decoration shop/carpet
    shop/curtain shop/window_blind shop/lighting shop/household_linen shop/appliance
    shop/bathroom_furnishing shop/vacuum_cleaner shop/antiques`,
  utilities: 'office/water_utility office/energy_supplier shop/gas',
  mobile_phone: 'shop/mobile_phone shop/telecommunication office/telecommunication',
  gas_fuel: 'amenity/fuel amenity/charging_station highway/services',
  parking: 'amenity/parking',
  auto_transport: `
    amenity/car_sharing amenity/vehicle_inspection shop/car shop/motorcycle
    amenity/motorcycle_rental`,
  service_parts: `
    shop/car_repair shop/car_parts shop/tyres amenity/car_wash shop/motorcycle_repair
    shop/truck_repair`,
  public_transportation: 'amenity/bicycle_rental highway/toll_gantry barrier/toll_booth',
  hotel: `
    tourism/hotel tourism/motel tourism/hostel tourism/guest_house tourism/caravan_site
    tourism/camp_site tourism/apartment`,
  rental_car_taxi: 'amenity/car_rental amenity/taxi shop/rental',
  travel: 'shop/travel_agency',
  pharmacy: 'amenity/pharmacy shop/chemist shop/nutrition_supplements shop/herbalist',
  doctor: `
    amenity/hospital amenity/clinic amenity/doctors healthcare/laboratory
    healthcare/physiotherapist healthcare/dialysis healthcare/sample_collection
    healthcare/counselling healthcare/rehabilitation healthcare/audiologist healthcare/alternative
    shop/optician shop/hearing_aids shop/medical_supply`,
  dentist: 'amenity/dentist',
  gym: `
    leisure/fitness_centre leisure/sports_centre leisure/fitness_station leisure/dance`,
  movies_dvds: 'amenity/cinema shop/video',
  entertainment: `
    amenity/casino amenity/gambling leisure/amusement_arcade leisure/bowling_alley
    leisure/trampoline_park tourism/theme_park leisure/adult_gaming_centre leisure/escape_game
    leisure/miniature_golf shop/lottery shop/bookmaker shop/ticket amenity/karaoke_box
    tourism/museum tourism/zoo amenity/internet_cafe leisure/high_ropes_course`,
  music: 'shop/music',
  personal_care: `
    shop/hairdresser shop/beauty shop/cosmetics shop/perfumery shop/massage shop/dry_cleaning
    shop/laundry shop/hairdresser_supply shop/tattoo leisure/sauna`,
  babysitter_daycare: 'amenity/kindergarten amenity/childcare',
  kids: 'shop/toys shop/baby_goods leisure/indoor_play leisure/playground',
  pets: 'shop/pet shop/pet_grooming amenity/animal_boarding amenity/animal_shelter',
  veterinary: 'amenity/veterinary',
  tuition: 'amenity/university amenity/college',
  education: `
    amenity/language_school amenity/prep_school amenity/music_school amenity/driving_school
    amenity/school amenity/training`,
  business_services: `
    shop/copyshop amenity/post_office office/lawyer office/logistics office/coworking
    office/consulting amenity/post_depot amenity/parcel_locker craft/signmaker`,
  taxes: 'office/tax_advisor',
  financial: 'office/financial_advisor office/financial',
  loans: 'shop/money_lender',
  transfer: 'amenity/money_transfer amenity/bureau_de_change',
  mortgage_rent: 'office/mortgage landuse/residential',
};

/** Category key of a kind such as `shop/bakery`; undefined when it says nothing about spending. */
export const CATEGORY_OF_KIND: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([category, kinds]) =>
    kinds
      .trim()
      .split(/\s+/)
      .map((kind): [string, string] => [kind, category]),
  ),
);
