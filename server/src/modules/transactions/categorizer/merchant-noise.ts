import { normalisePhrase } from './statement-text.ts';

/** What banks and processors print around a merchant's name. Written from general knowledge. */

function phrases(list: string): string[] {
  return list
    .split(/[,\n]/)
    .map(normalisePhrase)
    .filter((phrase) => phrase !== '');
}

/** Openings that say how it was paid, not to whom. Matched longest first, repeatedly. */
export const PAYMENT_PREFIXES: readonly string[] = phrases(`
  pos, pos purchase, pos debit, pos pur, pos pin, pos signature, pos wd, pos withdrawal,
  pos dda pur, pos transaction, point of sale, point of sale debit, point of sale withdrawal,
  point of purchase, purchase, purchase authorized on, purchase with cash back, purchase intl,
  purchase pin, purchase at, debit purchase, debit card purchase, debit card debit,
  debit pin purchase, debit pos, dbt purchase, debit card, debit crd, dbt crd, dbt card,
  dda purchase, dda pur, dda pin purchase, visa dda pur, checkcard, checkcard purchase,
  check card, check card purchase, chkcard, ckcd, ckcd debit, card purchase,
  card purchase with pin, card transaction, card payment, card payment to, card pmt,
  credit card purchase, credit purchase, recurring card purchase, recurring debit card,
  recurring payment authorized on, recurring payment, recurring debit, recurring, recur debit crd,
  recurring debit purchase, preauthorized debit, preauth debit, pre authorized debit, preauth pmt,
  signature debit, signature purchase, sig purchase, pin purchase, pin debit, pin pur,
  pinned purchase, ach, ach debit, ach credit, ach withdrawal, ach pmt, ach transaction, ach hold,
  ach web, ach electronic debit, external withdrawal, external deposit, withdrawal debit card,
  withdrawal pos, withdrawal debit, withdrawal ach, deposit ach, withdrawal at, electronic debit,
  electronic credit, electronic pmt, electronic withdrawal, electronic deposit, elec debit, visa,
  visa purchase, visa debit, visa check card, visa direct, mastercard, mastercard debit,
  contactless, contactless payment, online purchase, online payment to, web pmt, non pos purchase,
  non pin purchase, merchant purchase, merchant payment, terminal purchase, pending,
  pending transaction, temporary hold, authorization, preauthorization, processing, temp auth,
  international purchase, intl purchase, foreign purchase, bill payment, billpay, bill pay,
  direct debit, direct debit to, direct debit payment to, standing order to, faster payment to,
  card payment at, bank card, interac purchase, interac retail purchase, idp purchase, opos, fpos,
  eftpos, eftpos purchase, paywave, payment to, payment by card, paid to, bgc, vis, apple pay,
  apl pay, aplpay, google pay, gpay, gglpay, samsung pay, ach pymt, kartenzahlung,
  kartenzahlung girocard, girocard, lastschrift, sepa lastschrift, basislastschrift,
  sepa basislastschrift, ec kartenzahlung, ec karte, ueberweisung, uberweisung, sepa uberweisung,
  gutschrift, sepa gutschrift, folgelastschrift, erstlastschrift, dauerauftrag,
  debitkartenzahlung, maestro, kauf, kauf dienstleistung, kauf online, einkauf, belastung,
  zahlung, twint belastung, compra, compra con tarjeta, compra en, compra tarjeta, compra tarj,
  compra internet en, pago, pago con tarjeta, pago con tarjeta en, pago en, pago movil en,
  pago tarjeta, pago bizum a, cargo, recibo, recibo de, adeudo, adeudo recibo, adeudo de,
  transaccion contactless en, operacion con tarjeta, pago recibo de, recibo domiciliado,
  domiciliacion, tarj, tarjeta, tarjeta de debito, carte, cb, achat cb, achat, paiement cb,
  paiement par carte, paiement carte, paiement, facture carte, prlv, prlv sepa, prelevement,
  prelevement sepa, prelevement de, vir, vir sepa, virement sepa, vir inst, virt, carte x,
  facture, achat contactless, avoir carte, retrait achat, betaalautomaat, bea, bea betaalpas,
  bea nr, gea, ideal, ideal betaling, incasso, sepa incasso, sepa incasso algemeen doorlopend,
  sepa ideal, pinbetaling, pin betaling, betaling, betalen, betaalverzoek,
  apple pay betaalautomaat, contactloos, algemene incasso, europese incasso, pagamento,
  pagamento pos, pagamento carta, pagamento presso, pagamento tramite pos, addebito, addebito sdd,
  acquisto, acquisto pos, operazione pos, pagobancomat, bancomat, addebito diretto,
  carta di debito, compras, compra mb, pagamento de servicos, pag, pag serv, debito direto,
  debito automatico, dd pt, compra no debito, compra cartao, compra cartao deb, compra no cartao,
  pagto`);

/** Short codes of payment processors; only with the "*" they print, or two-word forms. */
export const STARRED_PROCESSORS: ReadonlySet<string> = new Set(
  phrases(`
  sq, tst, sp, pp, py, ic, dd, fs, in, eb, bt, bb, chr, par, lv, usa, ctlp, uep, ckx, cke, zsk,
  wpy, spo, cko, wl, ez, gg, iz, izettle, zettle, zettle_, sumup, klarna, afterpay, affirm,
  shop pay, shoppay, square, stripe, clover, toast, paypal, payu, mollie, adyen, worldpay, nyx,
  nnt, olo, slice, pmt, ppl, paddle, paddle net, fsprg, 2co com, dnh, evt, ws, fh, tcb, ttp, act,
  rei, mb, mp, mercadopago, mercpago, pagseguro, pag, dlo, ebanx, zipco, sezzle, crv, curve, bkg,
  gosq, sqc, psp, sumup com, sum up, dri, msft, nic, nst, www, lsp, snack, tmx, lms, fsp, hlu,
  d j, cash app, yoco, razorpay, cashfree, g2a, xsolla, digitalriver, dr, ebay o, bcb, ca, mds,
  swa, ppd, cs, wix, sqsp, abc, tm, chownow, bbot, lvl, gum, gumroad`),
);

/** Processors also written without a star in front of the shop. */
export const PLAIN_PROCESSORS: readonly string[] = phrases(`
  paypal inst xfer, paypal des inst xfer id, paypal purchase, paypal pmt, paypal europe,
  paypal ppwdl, gosq com, sumup, zettle, izettle, square inc, clover net, sp, sq, tst`);

/** Words that never belong to a merchant's name. */
export const DROPPED_WORDS: ReadonlySet<string> = new Set(
  phrases(`
  com, www, net, http, https, inc, llc, ltd, corp, corporation, co, gmbh, bv, plc, pty, limited,
  incorporated, des, pos, debit, purchase, card, store, str, st, no, nr, num, loc, location, ccd,
  ppd, web, tel, recurring, visa, mastercard, usa, us, autopay, xx, xxx, xxxx, xxxxx, xxxxxx,
  xxxxxxx, xxxxxxxx, xxxxxxxxx, xxxxxxxxxx, sagt, danke, vielen dank, the`),
);

/** From one of these on, the text is about the payment again. */
export const CUT_WORDS: ReadonlySet<string> = new Set(
  phrases(`
  indn, conf, confirmation, trace, ref, reference, mandate, mandat, iban, bic, refnum, auth, orig,
  orderid, end2end, endtoend, kundenreferenz, mandatsreferenz, kenmerk, omschrijving, valuedate,
  terminal, kartennr, pasvolgnr, card ending, help, datum, term, pas, nota`),
);

export const STATES: ReadonlySet<string> = new Set(
  phrases(`
  al, ak, az, ar, ca, co, ct, de, fl, ga, hi, id, il, in, ia, ks, ky, la, me, md, ma, mi, mn, ms,
  mo, mt, ne, nv, nh, nj, nm, ny, nc, nd, oh, ok, or, pa, ri, sc, sd, tn, tx, ut, vt, va, wa, wv,
  wi, wy, dc, pr, on, bc, qc, ab, mb, sk, ns, nb, nl, pe, usa, us, gb, gbr, uk, can, deu, esp,
  fra, nld, irl, aus, nsw, vic, qld, ita, prt, mex, che, aut, bel, lux`),
);

/** Larger cities, so that "CHIPOTLE OAKLAND CA" and "CHIPOTLE AUSTIN TX" are one merchant. */
export const CITIES: ReadonlySet<string> = new Set(
  phrases(`
  new york, new york city, nyc, brooklyn, bronx, queens, manhattan, staten island,
  long island city, astoria, flushing, jamaica, yonkers, white plains, new rochelle, albany,
  buffalo, rochester, syracuse, ithaca, hoboken, jersey city, newark, princeton, edison, trenton,
  camden, philadelphia, pittsburgh, allentown, harrisburg, lancaster, boston, cambridge,
  somerville, brookline, quincy, worcester, lowell, newton, waltham, salem, providence, hartford,
  new haven, stamford, bridgeport, norwalk, burlington, manchester, nashua, concord, baltimore,
  columbia, silver spring, bethesda, rockville, gaithersburg, annapolis, frederick, washington,
  arlington, alexandria, fairfax, reston, mclean, vienna, richmond, norfolk, virginia beach,
  chesapeake, raleigh, durham, cary, chapel hill, charlotte, greensboro, winston salem, asheville,
  wilmington, charleston, greenville, myrtle beach, atlanta, marietta, decatur, alpharetta,
  roswell, savannah, augusta, athens, macon, jacksonville, miami, miami beach, fort lauderdale,
  ft lauderdale, orlando, tampa, st petersburg, sarasota, tallahassee, gainesville, boca raton,
  west palm beach, naples, fort myers, hialeah, kissimmee, clearwater, birmingham, huntsville,
  mobile, montgomery, nashville, memphis, knoxville, chattanooga, franklin, louisville, lexington,
  cincinnati, cleveland, columbus, dayton, toledo, akron, dublin, detroit, ann arbor,
  grand rapids, lansing, dearborn, troy, kalamazoo, indianapolis, fort wayne, bloomington,
  south bend, carmel, chicago, evanston, naperville, schaumburg, oak park, aurora, joliet, peoria,
  springfield, champaign, urbana, skokie, milwaukee, madison, green bay, kenosha, minneapolis,
  st paul, saint paul, eden prairie, duluth, des moines, iowa city, cedar rapids, omaha, lincoln,
  kansas city, overland park, wichita, topeka, st louis, saint louis, little rock, fayetteville,
  tulsa, oklahoma city, norman, dallas, fort worth, ft worth, plano, frisco, irving, garland,
  mckinney, denton, houston, sugar land, katy, the woodlands, austin, round rock, san antonio,
  el paso, lubbock, corpus christi, waco, college station, new orleans, baton rouge, lafayette,
  shreveport, jackson, denver, boulder, fort collins, colorado springs, lakewood, littleton,
  englewood, golden, salt lake city, provo, ogden, sandy, boise, meridian, las vegas, henderson,
  north las vegas, reno, phoenix, scottsdale, tempe, mesa, chandler, gilbert, glendale, tucson,
  flagstaff, albuquerque, santa fe, los angeles, hollywood, w hollywood, west hollywood,
  santa monica, venice, culver city, pasadena, burbank, beverly hills, long beach, torrance,
  inglewood, el segundo, redondo beach, anaheim, irvine, santa ana, costa mesa, newport beach,
  huntington beach, orange, fullerton, tustin, laguna beach, riverside, ontario, san bernardino,
  san diego, la jolla, carlsbad, oceanside, chula vista, encinitas, san francisco,
  s san francisco, south san francisco, daly city, san mateo, redwood city, palo alto, menlo park,
  mountain view, sunnyvale, santa clara, san jose, cupertino, milpitas, fremont, hayward, oakland,
  berkeley, emeryville, alameda, walnut creek, pleasanton, livermore, san rafael, novato,
  petaluma, santa rosa, napa, sonoma, vallejo, sacramento, davis, roseville, folsom, elk grove,
  stockton, modesto, fresno, bakersfield, santa barbara, san luis obispo, ventura, oxnard,
  thousand oaks, santa cruz, monterey, salinas, los gatos, saratoga, campbell, burlingame,
  millbrae, san bruno, foster city, los altos, portland, beaverton, hillsboro, eugene, bend,
  seattle, bellevue, redmond, kirkland, tacoma, everett, renton, issaquah, bothell, spokane,
  olympia, vancouver, bellingham, anchorage, honolulu, kailua, kihei, lahaina, toronto, ottawa,
  montreal, calgary, edmonton, winnipeg, halifax, mississauga, london, leeds, bristol, glasgow,
  edinburgh, liverpool, sheffield, oxford, cork, galway, berlin, munchen, munich, hamburg, koln,
  frankfurt, stuttgart, dusseldorf, leipzig, wien, zurich, bern, geneve, paris, lyon, marseille,
  toulouse, nice, bordeaux, lille, nantes, amsterdam, rotterdam, utrecht, den haag, eindhoven,
  groningen, antwerpen, bruxelles, brussel, gent, madrid, barcelona, valencia, sevilla, malaga,
  bilbao, zaragoza, murcia, alicante, granada, palma, lisboa, porto, roma, milano, torino, napoli,
  firenze, bologna, venezia, genova, ciudad de mexico, guadalajara, monterrey, sydney, melbourne,
  brisbane, perth, auckland`),
);
