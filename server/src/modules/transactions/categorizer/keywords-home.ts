import { type KeywordList, of } from './keyword-list.ts';

/** Home, bills and the car, in English and six other languages. */
export const HOME_KEYWORDS: readonly KeywordList[] = [
  of(
    'home_improvement',
    0.86,
    3,
    `
      hardware, lumber, lumberyard, building supply, building materials, paint, paints, plumbing,
      plumber, plumbers, electrician, electric contractor, roofing, roofer, flooring, carpet, cooling, furnace, pool care, tree experts, tree care, lawn service,
      carpets, tile, tiles, hvac, heating air, heating cooling, heating, air conditioning,
      landscaping, landscape, lawn, lawn care, garden center, garden centre, nursery garden,
      nurseries, gartencenter, jardineria, jardinerie, tuincentrum, remodeling, renovation,
      contractor, contractors, handyman, carpentry, cabinets, kitchen bath, windows doors, doors,
      glass, fencing, fence, pest control, exterminator, exterminating, termite, house cleaning,
      housekeeping, maid, maids, cleaning service, cleaning services, janitorial, locksmith,
      garage door, pool service, pool supply, pools, septic, tree service, gutters, home services,
      home improvement, home center, security systems, alarm, storage, self storage,
      public storage, extra space, cubesmart, mini storage, moving, movers, ferreteria, fontanero,
      fontaneria, carpinteria, reformas, cerrajero, baumarkt, handwerker, klempner, schreinerei,
      quincaillerie, bricolage, plombier, serrurier, doe het zelf, bouwmarkt, loodgieter,
      ferramenta, idraulico, materiais construcao, appliance repair, chimney, insulation, masonry,
      concrete`,
  ),
  of(
    'home_improvement',
    0.68,
    1,
    `
      garden, gardens, supply, tools, tool, rental center, construction, restoration, improvement,
      design build, builders, building`,
  ),
  of(
    'furnishings',
    0.86,
    3,
    `
      furniture, furnishings, mattress, mattresses, bedding, sofas, sofa, interiors, home decor,
      decor, rugs, rug, lighting, appliances, appliance, kitchenware, housewares, houseware,
      linens, blinds, curtains, muebles, mobel, moebel, mobelhaus, meubles, meubelen, mobili,
      moveis, colchones, einrichtung, matratzen, electrodomesticos, cookware`,
  ),
  of(
    'utilities',
    0.9,
    4,
    `
      electric, electricity, electric co, electric coop, electric cooperative, power light,
      power company, power co, energy, gas company, gas co, gas electric, natural gas, water,
      water district, water dept, water bill, water works, waterworks, water department,
      water utility, sewer, sewage, sanitation, sanitary district, sanitary, refuse, garbage,
      trash, trash service, waste, waste services, disposal, recycling, utility, utilities, util,
      utils, utilties, utility bill, utility pmt, utilitypay, utility payment, util pymt,
      public utilities, public utility, pud, mud district, municipal utility, light power,
      propane, heating oil, solar, strom, stromrechnung, abschlag strom, gasabschlag, wasserwerke,
      wasser, fernwarme, mullabfuhr, abfall, luz, electricidad, recibo luz, agua, recibo agua,
      aguas, gas y, basuras, electricite, eau, gaz, chauffage, energie, stroom, gas en licht,
      water bedrijf, luce, bolletta, acqua, energia, agua e saneamento, light company, hydro,
      power`,
  ),
  of(
    'mobile_phone',
    0.85,
    3,
    `
      wireless, cellular, cell phone, mobile phone, mobilfunk, telefonia movil, mobile bill,
      prepaid mobile, handy rechnung, telephonie mobile, mobiele, phone bill, telefonica,
      top up mobile, recarga movil, recarga`,
  ),
  of(
    'internet',
    0.85,
    3,
    `
      internet, broadband, cable, fiber, fibre, fibra, isp, wifi, cable tv, cablecom, glasfaser,
      dsl, cable communications, telecom, telecommunications, communications, telekommunikation`,
  ),
  of(
    'home_phone',
    0.8,
    3,
    `
      telephone, telephone co, landline, festnetz, telefono fijo, telefone, voip, telefon`,
  ),
  of(
    'television',
    0.85,
    3,
    `
      television, cable television, satellite tv, fernsehen, pay tv`,
  ),
  of(
    'gas_fuel',
    0.88,
    3,
    `
      gas station, gasoline, gasolinera, gasolineras, estacion de servicio, e s, est serv,
      area de servicio, fuel, fuels, fuel stop, petrol, petroleum, gas mart, gas n, food gas,
      gas food, travel center, travel plaza, truck stop, tankstelle, station service,
      stazione di servizio, distributore, posto de combustivel, combustiveis, benzinestation,
      tankstation, carburant, carburants, combustible, service station, filling station,
      ev charging, charging station, supercharger, autohof, oil co, fuel center, fastfuel, gas`,
  ),
  of(
    'parking',
    0.93,
    5,
    `
      parking, parking garage, parking lot, parking meter, parking meters, parkade,
      garage parking, park garage, valet, valet parking, airport parking, meter parking, parkhaus,
      parken, parkschein, parkgebuhr, aparcamiento, aparcamientos, estacionamiento, parquimetro,
      zona azul, stationnement, parkeren, parkeergarage, parcheggio, estacionamento, pkg, prkng,
      prkg, carpark, car park, carparks, parcometre, parcmetre, ora sosta`,
  ),
  of(
    'public_transportation',
    0.88,
    4,
    `
      transit, metro, subway station, train, trains, rail, railway, railways, railroad, bus,
      buses, bus ticket, bus lines, ferry, ferries, metro card, metrocard, fare, fares, tram,
      light rail, monorail, transit authority, transport, toll, tolls, tollway, turnpike,
      toll road, toll plaza, thruway, expressway, bridge toll, peaje, peajes, autopista,
      autopistas, peage, autoroute, autoroutes, sanef, aprr, cofiroute, vinci autoroutes, asfinag,
      maut, vignette, telepass, autostrade, portagem, via verde, verkehrsbetriebe, fahrkarte,
      autobus, autobuses, bilhetes, treni, trasporti, billete tren, bike share, bikeshare, scooter`,
  ),
  of(
    'ride_share',
    0.85,
    3,
    `
      rideshare, ride share, taxicab, cabs, cab, taxi, taxis, radio taxi, limo, limousine,
      car service, vtc, black car, shuttle`,
  ),
  of(
    'auto_insurance',
    0.88,
    4,
    `
      auto insurance, car insurance, auto ins, vehicle insurance, motor insurance,
      kfz versicherung, autoversicherung, kfz vers, seguro coche, seguro auto, seguro de coche,
      assurance auto, autoverzekering, assicurazione auto, rc auto, seguro automovel,
      motorcycle insurance`,
  ),
  of(
    'auto_insurance',
    0.6,
    3,
    `
      insurance, ins prem, insurance co, insurance premium, ins pymt, ins co, assurance,
      assurances, versicherung, versicherungen, haftpflicht, haftpflichtversicherung, seguros,
      seguro, verzekering, verzekeringen, assicurazioni, assicurazione, seguradora, casualty,
      mutual insurance, insurance agency`,
  ),
  of(
    'auto_payment',
    0.88,
    4,
    `
      auto loan, auto finance, auto payment, car payment, car loan, motor credit, motors finance,
      auto lease, vehicle lease, car lease, automotive finance, autokredit, leasingrate, leasing,
      autofinanzierung, auto financing`,
  ),
  of(
    'service_parts',
    0.87,
    3,
    `
      auto repair, auto service, auto care, auto parts, auto body, autobody, automotive,
      auto glass, body shop, collision, tire, tires, tyre, tyres, tire center, oil change, lube,
      quick lube, transmission, muffler, brakes, brake, smog, smog test, car wash, carwash,
      auto wash, auto spa, detailing, mechanic, motors, motor, motorsports, motorcycles, towing,
      tow, roadside, car care, inspection station, emissions, autowerkstatt, kfz, reifen,
      autohaus, waschanlage, autowasche, waschstrasse, taller, talleres, neumaticos, lavado,
      autolavado, garage automobile, pneus, lavage, garagebedrijf, autobedrijf, banden, autowas,
      officina, gommista, autolavaggio, oficina auto, autopecas, toyota of, honda of, ford of,
      chevrolet, subaru, nissan of, bmw of, mercedes benz of, lexus of, hyundai of, kia of,
      volkswagen, auto, autos, garage`,
  ),
  of(
    'service_parts',
    0.72,
    2,
    `
      toyota, honda, ford, chevy, nissan, hyundai, kia, lexus, acura, infiniti, mazda, jeep,
      dodge, buick, gmc, cadillac, audi, bmw, mercedes, mercedes benz, porsche, volvo, tesla,
      tesla service, harley davidson, dealership, chrysler, subaru of`,
  ),
  of(
    'auto_transport',
    0.85,
    4,
    `
      dept of motor vehicles, department of motor vehicles, motor vehicle, vehicle registration,
      vehicle reg, driver license, license plate, dmv, kfz zulassung, jefatura de trafico,
      impuesto circulacion`,
  ),
  of(
    'auto_transport',
    0.65,
    3,
    `
      violation, violations, citation, citations, traffic ticket, parking ticket,
      red light camera, traffic court`,
  ),
  of(
    'home',
    0.7,
    3,
    `
      home, household, homes, hogar, haushalt, maison, huishouden, casa e`,
  ),
];
