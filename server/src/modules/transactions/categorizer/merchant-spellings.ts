/**
 * How well-known merchants write themselves, and under what words banks know them. An entry is the
 * name and, after the colon, the words a bank's text begins with once prefixes, store numbers and
 * places are gone (see merchant.ts). What follows those words is a branch or a product and is left
 * out ("COSTCO WHSE", "LYFT RIDE SUN"). After `=` they are the whole text: "SHELL BEACH CAFE" and
 * "TARGET ROOFING" are somebody else.
 */
const NAMES = `
7-Eleven: 7 eleven, 7eleven; Ace Hardware: ace hardware, ace hdwe; Adidas: adidas; Adobe: adobe;
Airbnb: airbnb; Alaska Airlines: alaska air, alaska airlines; Albert Heijn: albert heijn, ah to go;
Albertsons: albertsons; ALDI: aldi; AliExpress: aliexpress, ali express; Allstate: allstate; Amazon
Digital: amazon digital, amzn digital; Amazon Fresh: amazon fresh, amzn fresh; Amazon Prime: amazon
prime, amzn prime; Amazon Web Services: amazon web services, =aws; Amazon: amazon, amzn, amzn mktp,
amz mktp, amazon mktp, amazon mktpl, amazon mktplace, amazon marketplace, amazoncom, amznmktplace;
AMC Theatres: =amc, amc theatres, amc online; American Airlines: american air, american airlines,
american airli; American Express: american express, amex; Amtrak: amtrak; Apple: apple bill, apple
store, apple online, apple cash, apple services, =apple, applecombill; Arby's: arbys; AT&T: =att,
att bill, att payment, at t bill; Audible: audible; AutoZone: autozone; Banana Republic: banana
republic, banana rep; Barnes & Noble: barnes noble, barnesnoble; BART: =bart, bart clipper; Bath &
Body Works: bath body works, bath body; Bed Bath & Beyond: bed bath beyond; Best Buy: best buy,
bestbuy, bestbuycom; BJ's Wholesale Club: bjs wholesale, bjs whsle; BJ's: =bjs; Blizzard: blizzard
entertainment, blizzard; Bloomingdale's: bloomingdales; Blue Bottle Coffee: blue bottle, blue bottle
coffee; Booking.com: booking com, bookingcom; BP: =bp; British Airways: british airways; Buffalo
Wild Wings: buffalo wild wings; Burger King: burger king; Cabela's: cabelas; Caffè Nero: caffe nero;
California Pizza Kitchen: california pizza kitchen; Capital One: capital one; CarMax: carmax;
Carrefour: carrefour; Casey's: caseys; Charter: charter communications, charter comm; Chase: chase
credit crd, chase card, =chase; Cheesecake Factory: cheesecake factory, cheesecake; Chevron:
chevron; Chewy: chewy; Chick-fil-A: chick fil a, chickfila; Chili's: chilis; Chipotle: chipotle;
Circle K: circle k; Citgo: citgo; Citi: =citi, citi card, citicard; ClassPass: classpass; Clipper:
clipper, clipper systems; Coinbase: coinbase; Cold Stone Creamery: cold stone, coldstone; Columbia
Sportswear: columbia sportswear; Comcast: comcast; ConEd: con ed, coned, con edison, conedison,
consolidated edison; Costa Coffee: costa coffee; Costco Gas: costco gas; Costco: costco, costco
whse; Cox Communications: cox comm, cox communications; Cracker Barrel: cracker barrel; Crate &
Barrel: crate barrel, cratebarrel; Crunchyroll: crunchyroll; Cumberland Farms: cumberland farms;
CVS: cvs, cvs pharmacy, cvspharmacy; Dairy Queen: dairy queen; Decathlon: decathlon; Deliveroo:
deliveroo; Dell: =dell, dell inc, dell com, dell sales; Delta Air Lines: delta air, delta airlines,
delta air lines; Denny's: dennys; Deutsche Bahn: db vertrieb, db bahn, deutsche bahn; Dick's
Sporting Goods: dicks sporting goods, dicks sporting; Dillard's: dillards; Discord: discord;
Discover: discover e payment, discover card, =discover; Disney+: disney plus, disneyplus, disney
pluscom; dm: =dm, dm drogerie, dm drogeriemarkt, dm fil; Dollar General: dollar general,
dollargeneral; Dollar Tree: dollar tree, dollartree, dollar tr; Domino's: dominos; DoorDash:
doordash, dd doordash; Dropbox: dropbox; Duane Reade: duane reade; DuckDuckGo: duckduckgo; Duke
Energy: duke energy; Dunkin': dunkin, dunkin donuts; easyJet: easyjet; eBay: ebay; EDEKA: edeka;
Einstein Bros: einstein bros, einstein bros bagels; El Corte Inglés: el corte ingles, corte ingles;
Enterprise Rent-A-Car: enterprise rent, enterprise rent a car; Equinox: equinox; ESPN+: espn plus,
espnplus; Etsy: etsy; Expedia: expedia; Exxon: exxon, exxonmobil, exxon mobil; Fairway Market:
fairway market; Family Dollar: family dollar; Fandango: fandango; FedEx: fedex; Fidelity: fidelity;
Five Guys: five guys; Frontier Airlines: frontier airlines, frontier air, frontier ai; Fry's Food:
frys food, frys food drg; GameStop: gamestop; Gap: =gap, gap online, gap us, gap outlet; GEICO:
geico; Giant Eagle: giant eagle; GitHub: github; GoDaddy: godaddy; Google Cloud: google cloud;
Google One: google one, google storage; Google Play: google play; Google: =google, google svcs,
google services; Grubhub: grubhub, grubhubcom; H&M: =hm, hm com; H-E-B: heb, h e b; Harbor Freight:
harbor freight; Harris Teeter: harris teeter; HBO Max: hbo max, hbomax, hbo; HelloFresh: hellofresh,
hello fresh; Hertz: hertz; Hilton: hilton; Hobby Lobby: hobby lobby, hobbylobby; Home Depot: home
depot, homedepot, the home depot; HomeGoods: homegoods, home goods; Hotels.com: hotels com,
hotelscom; Hulu: hulu, hlu hulu; Humble Bundle: humblebundle, humble bundle; Hy-Vee: hy vee, hyvee;
Iberdrola: iberdrola; IHOP: ihop; IKEA: ikea; In-N-Out Burger: in n out, in n out burger, innout;
Instacart: instacart; Intuit: intuit; IRS: =irs, irs usataxpymt, irs treas; Jack in the Box: jack in
the box, jack in box; Jamba: jamba juice, jamba; Jersey Mike's: jersey mikes; JetBlue: jetblue, jet
blue; Jewel-Osco: jewel osco; Jiffy Lube: jiffy lube; Jimmy John's: jimmy johns; Jumbo: =jumbo;
Kaiser Permanente: kaiser permanente, kaiser; Kaufland: kaufland; KFC: kfc; Kindle: kindle, kindle
svcs, kindle unltd; Kohl's: kohls; Kroger: kroger; Kwik Trip: kwik trip; L.L.Bean: llbean, l l bean;
LA Fitness: la fitness; Lidl: lidl; LinkedIn: linkedin; Lowe's: lowes; Lufthansa: lufthansa;
Lululemon: lululemon; Lyft: lyft; Macy's: macys; Marathon: marathon petro, marathon petroleum; Marks
& Spencer: marks spencer, marks and spencer; Marriott: marriott; Marshalls: marshalls; Max: =max;
McDonald's: mcdonalds, mc donalds; Meijer: meijer; Mercadona: mercadona; Michaels: michaels stores,
michaels; Microsoft: microsoft, msft; Midjourney: midjourney; Mint Mobile: mint mobile; Monoprix:
monoprix; Morrisons: morrisons, wm morrison, wm morrisons; MTA: =mta, mta nyct, mta metrocard;
Nando's: nandos; National Grid: national grid; Neiman Marcus: neiman marcus; Netflix: netflix;
Netto: netto; New York Times: new york times, nytimes; Nike: nike; Nintendo: nintendo; Nordstrom
Rack: nordstrom rack, nordrack; Nordstrom: nordstrom; Notion: notion labs; O'Reilly Auto Parts:
oreilly auto, oreilly; Ocado: ocado; Office Depot: office depot, officedepot; Old Navy: old navy,
oldnavy; Olive Garden: olive garden; OpenAI: openai, chatgpt, openai chatgpt; Outback Steakhouse:
outback steakhouse, outback; Palantir: =palantir; Panda Express: panda express; Panera Bread: panera
bread, panera; Papa John's: papa johns; Paramount+: paramount plus, paramountplus, paramnt plus;
Patreon: patreon; PayPal: =paypal, paypal inst xfer, paypal transfer; Peacock: peacock tv, peacock;
Peet's Coffee: peets, peets coffee; Peloton: peloton; Penny: =penny, penny markt; Petco: petco;
PetSmart: petsmart; PG&E: pge, pg e, pacific gas, pacific gas electric; Phillips 66: phillips 66;
Pizza Hut: pizza hut; Planet Fitness: planet fitness, planet fit; PlayStation: playstation,
playstation network, sony playstation; Popeyes: popeyes; Postmates: postmates; Potbelly: potbelly;
Pret A Manger: pret a manger, pret; Primark: primark; Prime Video: prime video, amazon video, prime
video channels; Progressive: progressive insurance, progressive ins; Publix: publix; QuikTrip:
quiktrip, quik trip; Ralphs: ralphs; Red Lobster: red lobster; Redbox: redbox; REI: =rei, rei com,
rei recreational; Renfe: renfe; REWE: rewe; Ring: =ring, ring plan; Rite Aid: rite aid; Ross: ross
stores, ross dress; Rossmann: rossmann; Royal Farms: royal farms; Ruth's Chris: ruths chris;
Ryanair: ryanair; Safeway: safeway; Sainsbury's: sainsburys, sainsburyss mkts; Sally Beauty: sally beauty; Sam's Club:
sams club, samsclub; Sephora: sephora; Shake Shack: shake shack; Sheetz: sheetz; Shein: shein;
Shell: =shell, shell oil, shell service; ShopRite: shoprite, shop rite; SiriusXM: siriusxm, sirius
xm, sxm siriusxm; Slack: =slack, slack technologies; SNCF: sncf; Sonic Drive-In: sonic drive in,
sonic drive; Southwest Airlines: southwes, southwest, southwest air, southwest airlines; Spectrum:
=spectrum, spectrum mobile; Speedway: speedway; Spirit Airlines: spirit airlines, spirit airl;
Spotify: spotify, spotifyusa, spotify usa; Sprouts Farmers Market: sprouts farmers, sprouts farm,
sprouts; Squarespace: squarespace, sqsp; Staples: =staples, staples inc, staples com; Starbucks:
starbucks, sbux; State Farm: state farm; Steam: steamgames, steam games, steam purchase,
steampowered; Stop & Shop: stop shop, stop and shop; Strava: strava; Subway: =subway; Sunoco:
sunoco; Sweetgreen: sweetgreen; T-Mobile: t mobile, tmobile; Taco Bell: taco bell; Target: =target,
target t, target com, target plus; Tesco: tesco, tesco stores; Tesla: tesla; Texaco: texaco; TfL:
tfl, tfl travel, tfl travel charge, tfl travel ch; Ticketmaster: ticketmaster; Tim Hortons: tim
hortons; TJ Maxx: tj maxx, tjmaxx, t j maxx; Total Wine: total wine, total wine more; Tractor
Supply: tractor supply; Trader Joe's: trader joes, trader joe; Turo: =turo, turo inc; U-Haul: u
haul, uhaul; Uber Eats: uber eats, ubereats; Uber: uber, uber trip, uber technologies; Ulta Beauty:
ulta; Uniqlo: uniqlo; United Airlines: =united, united airlines, united air; UPS: =ups, ups store;
USAA: usaa; USPS: usps, usps po, usps stamps; Valero: valero; Venmo: =venmo, venmo payment, venmo
cashout; Verizon: verizon, vzwrlss, vz wireless, vzw, verizon wireless, vzwrlss apocc; Victoria's
Secret: victorias secret; Vodafone: vodafone; Vons: vons; Vueling: vueling; Waitrose: waitrose;
Walgreens: walgreens; Walmart: walmart, wal mart, wm supercenter, wm superc, wmt; Wawa: wawa;
Wegmans: wegmans; Wells Fargo: wells fargo; Wendy's: wendys; Westin: westin; Whataburger:
whataburger; Whole Foods Market: whole foods, wholefds, whole foods market, wholefoods; WinCo Foods:
winco, winco foods; Wizz Air: wizz air, wizzair; Xbox: xbox, microsoft xbox; Xfinity: xfinity,
xfinity mobile; YouTube Premium: youtubepremium, youtube premium, google youtubepremium; YouTube TV:
youtube tv, youtubetv, google youtube tv, google youtubetv; YouTube: youtube, google youtube;
Zalando: zalando; Zappos: zappos; Zara: zara; Zaxby's: zaxbys; Zipcar: zipcar; Zoom: =zoom, zoom us,
zoom video, zoom communications
`;

interface Spelling {
  name: string;
  /** Whether these words must be all of the text. */
  isWhole: boolean;
}

const spellings = new Map<string, Spelling>();
for (const entry of NAMES.replace(/\s+/g, ' ').trim().split('; ')) {
  const [name = '', aliases = ''] = entry.split(': ');
  for (const alias of aliases.split(', ')) {
    const isWhole = alias.startsWith('=');
    spellings.set(isWhole ? alias.slice(1) : alias, { name, isWhole });
  }
}

const LONGEST = 4;

/** How a merchant known by the beginning of these words writes itself; the longest beginning counts. */
export function spellingOf(words: readonly string[]): string | null {
  for (let count = Math.min(LONGEST, words.length); count > 0; count -= 1) {
    const known = spellings.get(words.slice(0, count).join(' '));
    if (known && (!known.isWhole || count === words.length)) return known.name;
  }
  return null;
}
