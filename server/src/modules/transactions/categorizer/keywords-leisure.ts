import { type KeywordList, of } from './keyword-list.ts';

/** Leisure, family, learning and the state, in English and six other languages. */
export const LEISURE_KEYWORDS: readonly KeywordList[] = [
  of(
    'financial',
    0.78,
    4,
    `
      financial advisor, financial planning, wealth management, financial planner,
      asset management, advisory, financial services, credit bureau, credit report, experian,
      equifax, transunion, myfico, lifelock, credit karma, credit sesame, steuerberater, asesoria,
      gestoria, cpa, accountant, accounting, bookkeeping`,
  ),
  of(
    'movies_dvds',
    0.9,
    4,
    `
      cinema, cinemas, cinemark, theatres, movie, movies, movie theater, imax, kino, cine, cines,
      bioscoop, multiplex, drive in theater, film, films, video rental`,
  ),
  of(
    'music',
    0.82,
    3,
    `
      music, musica, musik, musique, record store`,
  ),
  of(
    'entertainment',
    0.84,
    3,
    `
      theatre, theater, theaters, concert, concerts, opera, ballet, symphony, philharmonic,
      orchestra, museum, museums, museo, musee, zoo, aquarium, amusement, amusement park,
      theme park, water park, waterpark, arcade, bowling, bowl lanes, lanes, billiards, pool hall,
      karaoke, laser tag, mini golf, go kart, trampoline, escape room, comedy, comedy club,
      casino, casinos, gaming, poker, lottery, bingo, tickets, ticket, box office, event, events,
      festival, arena, stadium, coliseum, amphitheatre, ballpark, fair, fairgrounds, carnival,
      art gallery, botanical garden, observatory, planetarium, state park, national park, parks,
      newspaper, magazine, news, subscription magazine, gazette, tribune, times, zeitung,
      zeitschrift, periodico, journal, krant, giornale, teatro, konzert, entradas, billetterie,
      spettacolo, freizeitpark, tierpark, parque, pretparken, video games, playhouse, improv,
      raceway park, speedway motorsports, nightlife, historical society`,
  ),
  of(
    'personal_care',
    0.88,
    4,
    `
      salon, salons, hair, hair salon, hair studio, haircut, haircuts, barber, barbers,
      barbershop, barber shop, beauty, beauty supply, nails, nail, nail spa, nail salon, spa,
      day spa, massage, waxing, wax, lashes, lash, brow, brows, tanning, skincare, skin care,
      facial, esthetics, aesthetics, medspa, med spa, tattoo, cosmetics, cosmetic, perfume,
      perfumery, cleaners, dry cleaners, dry cleaning, drycleaning, laundromat, laundry,
      coin laundry, coin wash, coin op, wash dry, csc serviceworks, washlaundry, wash fold,
      lavanderia, tintoreria, friseur, frisor, friseursalon, haarstudio, kosmetik, nagelstudio,
      parfumerie, reinigung, waschsalon, peluqueria, barberia, perfumeria, estetica, unas,
      coiffure, coiffeur, institut de beaute, pressing, laverie, kapper, kapsalon, stomerij,
      wasserette, parrucchiere, profumeria, lavasecco, estetista, cabeleireiro, barbearia,
      grooming lounge, alterations, hairdresser, hairdressing`,
  ),
  of(
    'babysitter_daycare',
    0.92,
    6,
    `
      daycare, day care, childcare, child care, preschool, pre school, child development,
      childrens center, infant care, babysitter, babysitting, nanny, kindergarten, kita,
      kindertagesstatte, tagesmutter, guarderia, escuela infantil, creche, garderie, nounou,
      kinderdagverblijf, kinderopvang, bso, asilo nido, baby sitter, infantario, after school,
      afterschool, early learning, learning center, nursery school`,
  ),
  of(
    'kids',
    0.82,
    4,
    `
      kids, kid, children, childrens, baby, babies, infant, toy, toy store, juguetes, jugueteria,
      spielwaren, spielzeug, jouets, speelgoed, giocattoli, brinquedos, summer camp, day camp,
      little league, youth soccer, youth sports, youth, gymnastics, dance academy, dance studio,
      swim lessons, music lessons, tutoring, playground, indoor play, play space, playtown, camp,
      child support, pta, ludoteca, campamento, scout, scouts, piano lessons, maternity`,
  ),
  of(
    'pets',
    0.9,
    5,
    `
      pet, pets, pet supply, pet supplies, pet food, pet store, dog, dogs, dog grooming,
      pet grooming, groomers, dog walking, dog training, doggy, doggie, kennel, kennels,
      pet boarding, pet resort, cat, cats, aquatics, feed store, feed, mascotas,
      tienda de mascotas, peluqueria canina, tierbedarf, tiernahrung, zoohandlung, hundeschule,
      animalerie, toilettage, dierenwinkel, animali, puppy, paws, bark, pet insurance, equine`,
  ),
  of(
    'veterinary',
    0.93,
    6,
    `
      veterinary, veterinarian, vet, vets, animal hospital, animal clinic, pet hospital,
      pet clinic, animal medical, vet clinic, veterinaria, veterinario, clinica veterinaria,
      tierarzt, tierarztpraxis, tierklinik, veterinaire, dierenarts, dierenkliniek, animal care,
      cat hospital, cat clinic, dvm, spay neuter`,
  ),
  of(
    'tuition',
    0.9,
    5,
    `
      tuition, tuition payment, bursar, university, univ, college, student accounts,
      student account, matricula, studiengebuhren, semesterbeitrag, frais de scolarite,
      collegegeld, universidad, universitat, universite, universiteit, universita, universidade,
      retta, propinas, nelnet campus, touchnet, schulgeld, ecole, escuela, colegio, instituto`,
  ),
  of(
    'education',
    0.85,
    4,
    `
      school, schools, academy, academia, education, educational, elementary, high school,
      middle school, isd, school district, textbook, textbooks, bookstore univ,
      university bookstore, campus bookstore, training, courses, course, online course, learning,
      institute, seminar, certification, exam, testing center, schule, fahrschule, musikschule,
      sprachschule, nachhilfe, autoescuela, auto ecole, rijschool, scuola, escola,
      language school, library, bibliothek, biblioteca, college prep, alumni, tutor, tutors,
      lessons, parking permit school`,
  ),
  of(
    'student_loan',
    0.92,
    6,
    `
      student loan, student loans, student ln, studentloan, std loan pmt, education loan,
      college loan, stu loan, student lending, bildungskredit`,
  ),
  of(
    'charity',
    0.88,
    5,
    `
      donation, donations, donate, donativo, donacion, spende, don a, gift of hope, charity,
      charities, charitable, foundation, church, churches, ministries, ministry, baptist,
      methodist, lutheran, presbyterian, episcopal, catholic, parish, cathedral, chapel, temple,
      synagogue, congregation, mosque, islamic center, masjid, diocese, archdiocese, tithe,
      tithes, offering, relief fund, nonprofit, non profit, humanitarian, stiftung, iglesia,
      parroquia, caritas, ong, fundacion, eglise, paroisse, fondation, kerk, goede doel,
      stichting, donatie, chiesa, parrocchia, donazione, igreja, rescue mission, public radio,
      public media, public broadcasting, bible, christian center, christian fellowship,
      fellowship, worship, beneficencia, kirche, kirchensteuer, fundraiser, fundraising,
      community church`,
  ),
  of(
    'gift',
    0.86,
    5,
    `
      gift card, giftcard, gift cards, egift, egift card, gift registry, wedding registry,
      flower delivery, flower shop, florist delivery, flowers delivery, geschenk,
      geschenkgutschein, tarjeta regalo, carte cadeau, cadeaubon, gift baskets, greeting cards,
      card shop`,
  ),
  of(
    'gift',
    0.76,
    3,
    `
      gift, birthday, present, presents, wedding, anniversary, bouquet, bouquets`,
  ),
  of(
    'business_services',
    0.82,
    4,
    `
      office supplies, office supply, printing, printers, print shop, copy center, copy, copies,
      postage, postal, post office, po box, shipping, mailbox, mail boxes, courier, freight,
      attorney, attorneys, law office, law offices, law firm, law group, legal, lawyer, abogado,
      abogados, rechtsanwalt, notar, notaria, avocat, notaire, advocaat, notaris, avvocato,
      studio legale, advogado, consulting, consultants, advertising, marketing, ads, coworking,
      co working, notary, bookkeeper, staffing, web design, signs, trademark, secretary of state,
      business license, registered agent, buroartikel, imprenta, imprimerie, drukkerij,
      copisteria, paket, versand, mensajeria, mailing`,
  ),
  of(
    'taxes',
    0.9,
    5,
    `
      tax, taxes, tax pymt, tax payment, tax pmt, taxpayment, income tax, estimated tax,
      state tax, federal tax, tax board, tax bureau, tax commission, dept of revenue,
      dept revenue, department of revenue, dept of taxation, taxation, treasurer, city tax,
      tax office, revenue service, tax prep, tax preparation, tax service, tax services, steuer,
      grundsteuer, einkommensteuer, steuerverwaltung, kraftfahrzeugsteuer, impuestos, irpf,
      iva trimestral, ibi, tributos, recaudacion, ayuntamiento, tasas, impot, taxe fonciere,
      taxe d habitation, taxe habitation, belasting, gemeente, tasse, tributi, imu, tari, imposto,
      iuc, imi, autotax, excise tax, us treasury, tesoreria`,
  ),
];
