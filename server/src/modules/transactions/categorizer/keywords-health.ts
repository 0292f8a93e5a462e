import { type KeywordList, of } from './keyword-list.ts';

/** Travel, health and insurance, in English and six other languages. */
export const HEALTH_KEYWORDS: readonly KeywordList[] = [
  of(
    'air_travel',
    0.9,
    4,
    `
      airlines, airline, airways, air lines, airfare, flight, flights, inflight, fluggesellschaft,
      aerolinea, aerolineas, lineas aereas, baggage fee, compagnie aerienne`,
  ),
  of(
    'hotel',
    0.9,
    4,
    `
      hotel, hotels, motel, motels, inn, inns, inn suites, suites, resort, resorts, lodge,
      lodging, hostel, hostal, hostels, bed breakfast, b b inn, guesthouse, guest house,
      pension hotel, ferienwohnung, jugendherberge, posada, auberge, albergo, pousada, campground,
      campgrounds, camping, rv park, rv resort, vacation rental, vacation rentals, ryokan, riad,
      alojamiento, casa rural, gite`,
  ),
  of(
    'rental_car_taxi',
    0.88,
    4,
    `
      rent a car, rental car, car rental, car rentals, autovermietung, alquiler de coches,
      location de voiture, autoverhuur, autonoleggio, rentacar, truck rental`,
  ),
  of(
    'travel',
    0.84,
    4,
    `
      travel, travel agency, travels, cruise, cruises, cruise line, tours, tour, vacation,
      vacations, reiseburo, reisen, viajes, voyages, viaggi, viagens, reizen, visa fee,
      lounge pass, excursions, safari, passport, luggage, sightseeing, consulate`,
  ),
  of('travel', 0.6, 0, `airport`),
  of(
    'pharmacy',
    0.92,
    5,
    `
      pharmacy, pharmacies, drugs, drug store, drugstore, apotheke, farmacia, farmacias, fcia,
      pharmacie, apotheek, farmaco, rx, chemist, chemists, prescription, prescriptions,
      parafarmacia, parapharmacie, apothecary, compounding`,
  ),
  of(
    'dentist',
    0.94,
    6,
    `
      dental, dentist, dentistry, dds, dmd, orthodontics, orthodontist, orthodontic, endodontics,
      endodontic, periodontics, oral surgery, zahnarzt, zahnarztpraxis, dentista, clinica dental,
      dentaire, dentiste, tandarts, smiles, ortodoncia`,
  ),
  of(
    'doctor',
    0.9,
    5,
    `
      medical, medical group, medical center, medical ctr, med ctr, md, m d, clinic, hospital,
      hospitals, health center, health ctr, healthcare, health care, health system,
      family medicine, internal medicine, family practice, pediatrics, pediatric, pediatrician,
      dermatology, cardiology, orthopedic, orthopaedic, orthopedics, ortho, orthopaedics, sports medicine, obgyn, ob gyn, womens health,
      urology, oncology, radiology, imaging, mri, anesthesia, surgery, surgical, surgeons,
      physicians, physician, doctor, doctors, urgent care, emergency physicians, laboratory,
      laboratories, labs, pathology, chiropractic, chiropractor, chiro, physical therapy,
      physiotherapy, acupuncture, psychology, psychiatry, psychotherapy, counseling, therapy,
      therapist, mental health, behavioral health, optometry, optometrist, optical, optometric,
      eye care, eyecare, eye center, eye, eye associates, eyes, vision center, vision,
      ophthalmology, podiatry, audiology, hearing, allergy, fertility, ivf, arzt, arztpraxis,
      praxis, krankenhaus, klinik, augenarzt, optiker, physiotherapie, clinica, clinicas,
      centro medico, medico, dr med, consultorio, optica, fisioterapia, psicologo, hopital,
      medecin, cabinet medical, opticien, kinesitherapeute, laboratoire, ziekenhuis, huisarts,
      fysiotherapie, opticien nl, ospedale, studio medico, ottica, poliambulatorio, saude,
      hospital da, copay, ambulance, nephrology, neurology, gastroenterology, ent associates,
      home health, health services, wellness center`,
  ),
  of(
    'gym',
    0.9,
    4,
    `
      gym, gyms, fitness, fitness center, crossfit, yoga, pilates, barre, spin studio,
      cycle studio, athletic club, health club, boxing, kickboxing, martial arts, jiu jitsu, bjj,
      karate, taekwondo, climbing, boulder gym, bouldering, personal training, strength,
      fitnessstudio, fitnesscenter, gimnasio, polideportivo, salle de sport, sportschool,
      palestra, ginasio, tennis club, racquet club, rock gym, bootcamp, aquatic center,
      rec center, recreation center, swim club, sportverein`,
  ),
  of(
    'health_fitness',
    0.75,
    3,
    `
      health, wellness, vitamins, vitamin, nutrition, supplements, supplement, golf, golf course,
      golf club, country club, ski, ski resort, snowboard, bowling league, athletics, sports,
      sport, racquet, tennis, swim, marathon registration, parks rec`,
  ),
  of(
    'health_insurance',
    0.88,
    5,
    `
      health insurance, health ins, dental insurance, vision insurance, medical insurance,
      health plan, krankenkasse, krankenversicherung, seguro medico, seguro salud, mutuelle,
      zorgverzekering, zorgverzekeraar, assicurazione sanitaria, seguro de saude`,
  ),
  of(
    'home_insurance',
    0.88,
    5,
    `
      home insurance, homeowners insurance, homeowners ins, renters insurance, renters ins,
      home ins, hazard insurance, flood insurance, property insurance, property ins, prop ins, hausrat, wohngebaude,
      seguro hogar, seguro de hogar, assurance habitation, woonverzekering, inboedel`,
  ),
  of(
    'life_insurance',
    0.9,
    5,
    `
      life insurance, life ins, lebensversicherung, seguro vida, seguro de vida, assurance vie,
      levensverzekering, assicurazione vita, risikoleben, long term care ins`,
  ),
];
