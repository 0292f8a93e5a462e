import type { NameLists } from './phrase-lists.ts';

/**
 * Household names of food and drink as they appear in bank text. Written from general knowledge;
 * "~" marks one that is also an ordinary word or whose category people disagree about.
 */
export const FOOD_NAMES: NameLists = {
  groceries: `
    whole foods, wholefds, wholefoods, whole fds, whole foods market, trader joes, trader joe, safeway, kroger, krogers, publix
    publix super mar, heb, h e b, heb online, heb grocery, central market, aldi, lidl, wegmans, sprouts, sprouts farmers, sprouts farmers mar
    meijer, food lion, giant eagle, giant food, giant martins, ~giant, stop shop, stop n shop, shoprite, shop rite, acme markets
    hannaford, market basket, ~costco, ~costco whse, ~costco wholesale, ~costco by instacart, ~sams club, ~samsclub, ~sams clu, ~bjs wholesale, ~bjs whols
    winn dixie, harris teeter, harris te, food 4 less, foods co, foodsco, winco, winco foods, raleys, bel air mkt, nob hill foods
    lucky supermarket, lucky store, save mart, savemart, smart final, smart n final, smart and final, grocery outlet, grocery outlet of
    ralphs, vons, albertsons, pavilions store, gelsons, stater bros, stater bro, food maxx, foodmaxx, cardenas market, vallarta supermarket
    northgate market, superior grocers, el super, fiesta mart, la michoacana, mi pueblo, h mart, hmart, 99 ranch, 99 ranch market
    ranch 99, ranch market, mitsuwa, marukai, nijiya, uwajimaya, zion market, lotte plaza, patel brothers, india bazaar
    fred meyer, fred m fuel x, qfc, king soopers, city market, smiths food, frys food, fry s food, frys marketplace, dillons, jewel osco, jewel, marianos
    pick n save, hy vee, hyvee, schnucks, dierbergs, price chopper, market 32, market 32 by price, tops markets, big y, roche bros, star market, shaws
    fairway market, key food, gristedes, dagostino, food bazaar, western beef, c town, morton williams, westside market, foodtown
    westside mkt, citarella, zabars, union market, fresh direct, freshdirect, peapod, instacart, ic instacart, maplebear, amazon fresh, amazonfresh
    amazon groce, amazon grocery, prime now, weee inc, weee, sayweee, imperfect foods, misfits market, thrive market, thrivemarket, good eggs, butcherbox
    blue apron, hellofresh, hello fresh, home chef, factor75, green chef, everyplate, sunbasket, daily harvest
    fresh market, the fresh market, fresh thyme, earth fare, natural grocers, vitamin cottage, lunds byerlys, cub foods, festival foods
    piggly wiggly, ingles markets, ingles, lowes foods, bashas, food city, bristol farms, lazy acres, mollie stones, andronicos, draegers
    berkeley bowl, rainbow grocery, bi rite, monterey market, new seasons, pcc, pcc community, metropolitan market, haggen, town country market
    erewhon, jimbos, lassens, mothers market, woodmans, sendiks, brookshires, brookshire, randalls, tom thumb, market street, united supermarkets
    save a lot, piggly, bi lo, weis markets, weis, redners, karns, rouses, rouse s market, foodland, times supermarket, don quijote, commissary
    walmart grocery, wal mart grocery, walmart neighborhood market, wm neighborhood, wal mart neighborhood, target grocery, ~dollar grocery, food coop, co op market
    loblaws, no frills, real cdn superstore, sobeys, metro plus, farm boy, freshco, food basics, t t supermarket, longos, save on foods
    tesco, tesco stores, tesco store, sainsburys, sainsbury, j sainsbury, asda, asda stores, morrisons, wm morrison, waitrose, ocado, co op group food, coop food, iceland foods
    ~marks spencer food, ms simply food, m s simply food, booths, budgens, spar, londis, farmfoods, supervalu, dunnes stores
    rewe, edeka, netto marken, kaufland, penny, penny markt, aldi sud, aldi nord, aldi sued, tegut, alnatura, denns, dm bio, hit markt, globus sb, real sb warenhaus, nahkauf
    mercadona, carrefour, carrefour market, carrefour express, dia, supermercados dia, alcampo, eroski, consum, ahorramas, hipercor, bonpreu, caprabo, gadis, froiz, condis, supercor, bm supermercados, aldi supermercados
    auchan, leclerc, e leclerc, intermarche, monoprix, franprix, casino shop, super u, hyper u, u express, picard, biocoop, grand frais, naturalia, cora, match supermarche
    albert heijn, ah to go, jumbo, plus supermarkt, dirk, dirk van den broek, coop supermarkten, picnic, hoogvliet, vomar, deen supermarkt, ekoplaza
    colruyt, delhaize, okay colruyt, esselunga, conad, coop alleanza, pam panorama, eurospin, md spa, ipercoop, despar, carrefour italia
    pingo doce, continente, minipreco, intermarche pt, migros, coop pronto, coop ch, denner, volg, billa, hofer, spar dankt, merkur markt
    woolworths, coles, iga, foodworks, countdown, new world, pak n save, soriana, chedraui, bodega aurrera, la comer, superama
  `,
  restaurants: `
    olive garden, red lobster, outback, outback steakhouse, texas roadhouse, longhorn steak, longhorn stk, cheesecake factory, the cheesecake, cheesecake
    applebees, applebee, chilis, chili s, tgi fridays, fridays, ruby tuesday, ihop, dennys, waffle house, waffle hous, cracker barrel, bob evans, perkins
    first watch, cheddars, red robin, buffalo wild wings, buffalo wild wng, bww, bjs restaurant, bjs restaurants, pf changs, p f changs, pf chang, benihana, maggianos, carrabbas
    bonefish grill, buca di beppo, california pizza kitchen, cpk, macaroni grill, yard house, houlihans, hooters, twin peaks, dave busters grill
    golden corral, sizzler, black angus, claim jumper, mimis cafe, marie callender, coco s, village inn, bakers square, famous daves, rainforest cafe
    ruths chris, mortons, capital grille, eddie vs, flemings, mastros, fogo de chao, texas de brazil, seasons 52, bahama breeze, mccormick schmick
    nobu, din tai fung, haidilao, kura sushi, kura revolving, sushirrito, gyu kaku, marugame udon, ippudo, jinya ramen, jinya, tender greens, lemonade restaurant
    true food kitchen, north italia, flower child, shake up, snooze an am, le pain quotidien, pain quotidien, nandos, nando s, wagamama, pizza express, zizzi, prezzo, harvester
    toby carvery, wetherspoon, jd wetherspoon, yo sushi, bills restaurant, pizza hut restaurant, dishoom, cote brasserie, itsu, leon restaurants, vapiano, hans im gluck, block house, nordsee
    the melt, old spaghetti factory, spaghetti warehouse, uno pizzeria, uno chicago, lou malnatis, giordanos, pequods, portillos hot dogs rest, mellow mushroom, pieology
    vips, ginos, foster hollywood, fosters hollywood, goiko, la tagliatella, 100 montaditos, ginos ristorante, telepizza restaurante, hippopotamus, buffalo grill, flunch, courtepaille, leon de bruxelles
    zoes kitchen, cava mezze, freshii, la madeleine, corner bakery, paradise bakery, ninety nine restaurant, friendlys, johnny rockets, fuddruckers, silver diner, clydes, founding farmers
  `,
  fast_food: `
    mcdonalds, mcdonald, mc donalds, mcd, chick fil a, chickfila, chick fil, taco bell, tacobell, chipotle, chipotle online, chipotle mex, wendys, burger king, bk, in n out, in n out burger, innout
    ~subway, dominos, domino, pizza hut, pizzahut, papa johns, papa john, papa murphys, little caesars, little caesar, five guys, panda express, panda exp, popeyes, kfc, kentucky fried, arbys, sonic drive in, ~sonic, jack in the box, jack in box
    carls jr, hardees, hardee s, whataburger, culvers, culver s, white castle, krystal, shake shack, shakeshack, smashburger, habit burger, the habit, habit, steak n shake, raising canes, raising cane, canes, zaxbys, bojangles
    churchs chicken, el pollo loco, wingstop, wing stop, jollibee, del taco, qdoba, moes sw grill, moes southwest, baja fresh, rubios, rubio s, taco cabana, taco johns, taco bueno, wahoos, chronic tacos
    jimmy johns, jimmy john, jersey mikes, jersey mike, firehouse subs, potbelly, quiznos, blimpie, schlotzskys, ikes sandwiches, ike s love, mendocino farms, which wich, penn station east, mr pickles, togos, port of subs, erik s deli
    panera, panera bread, noodles co, noodles company, blaze pizza, mod pizza, pieology pizzeria, round table pizza, mountain mikes, sbarro, hungry howies, marcos pizza, jets pizza, cicis, chuck e cheese pizza
    sweetgreen, cava, cava grill, chopt, just salad, dig inn, dig, saladworks, tropical smoothie, smoothie king, jamba, jamba juice, robeks, nekter, pressed juicery, baskin robbins, baskin, ben jerrys, cold stone, coldstone, dairy queen, dq, dq grill, tcby, pinkberry, yogurtland, menchies, haagen dazs, salt straw, jenis, crumbl, crumbl cookies, insomnia cookies, cinnabon, auntie annes, wetzels, krispy kreme, nathans famous, wienerschnitzel, portillos, checkers, rallys, captain ds, long john silvers, freddys, cook out, cookout, braums, bojangle, checkers drive, yoshinoya, waba grill, teriyaki madness, l l hawaiian, ono hawaiian, halal guys, the halal guys, auntie anne, mrs fields, pret a manger, pret, ~eat, greggs, subway uk, leon, wimpy, five guys uk, nordsee imbiss, telepizza, rodilla, quick restaurant, o tacos, febo, smullers, hesburger, max burgers, a w restaurant, harveys, mary browns, pollo campero, pollo tropical, wawa hoagie, oporto, hungry jacks, red rooster, guzman y gomez, backyard bbq box, dickeys, panda inn express, cousins subs, capriottis, lennys, charleys, great american cookie, skyline chili, gold star chili, runza, swensons, milios, erbert gerberts, the pizza press, curry up now, super duper, gotts, the counter burger, mooyah, burgerfi, bareburger, by chloe, slapfish, luna grill, veggie grill, flame broiler, poke house, pokeworks, sweetfin, boba guys food
  `,
  coffee_shops: `
    starbucks, starbuck, sbux, dunkin, dunkin donuts, dunkindonuts, dd dunkin, peets, peet s, peets coffee, peet s coffee, philz, philz coffee, blue bottle, blue bottle coffee, blue btl, bluestone lane, dutch bros, dutch bro, caribou coffee, caribou, tim hortons, tim horton, coffee bean tea leaf, coffee bean, the coffee bean, gregorys coffee, joe coffee, la colombe, intelligentsia, stumptown, verve coffee, ritual coffee, sightglass, equator coffee, chromatic coffee, temple coffee, biggby, scooters coffee, 7 brew, 7brew, black rock coffee, human bean, the human bean, bad ass coffee, honolulu coffee, au bon pain, bruegger, brueggers, einstein bros, einstein bro, noahs bagels, noah s bagels, noahs, manhattan bagel, bagel, la boulange, paris baguette, 85c bakery, 85c, tous les jours, tartine, boudin, specialtys, arizmendi, winchells, shipley donuts, shipley do nut, mister donut, randys donuts, voodoo doughnut, top pot, costa coffee, ~costa, caffe nero, nero, black sheep coffee, pret coffee, gails, paul bakery, second cup, balzacs, espresso house, joe the juice, joe juice, einstein kaffee, backwerk, kamps, le crobag, ditsch, coffee fellows, waynes coffee, starbucks coffee, nespresso boutique cafe, granier, santagloria, cafe y te, columbus cafe, brioche doree, boba guys, kung fu tea, gong cha, sharetea, t4, quickly boba, tea station, happy lemon, ding tea, tpumps, urth caffe, alfred coffee, groundwork coffee, go get em tiger, coava, heart coffee, foxtail coffee, summer moon, la la land kind, cartel coffee, press coffee, colectivo, spyhouse, caffe luxxe, compass coffee, philz cof
  `,
  food_delivery: `
    doordash, dd doordash, door dash, doordash dashpass, dashpass, ubereats, uber eats, uber   eats, uber eat, ubr eats, grubhub, seamless, seamlss, seamless com, postmates, caviar, trycaviar, eat24, gopuff, go puff, deliveroo, just eat, justeat, takeaway com, lieferando, foodora, glovo, wolt, thuisbezorgd, foodpanda, skip the dishes, skipthedishes, chownow, slice pizza delivery, favor delivery, menulog, rappi, ifood, zomato, swiggy, ezcater, too good to go, toogoodtogo, waitr, bite squad, snackpass, fantuan, hungrypanda, chowbus, flink, gorillas, getir
  `,
  alcohol_bars: `
    total wine, total wine more, bevmo, beverages more, specs liquor, spec s, specs wines, binnys, abc fine wine, abc liquor, liquor barn, goody goody liquor, goody goody, vino volo, world of beer, yard house bar, buffalo bills brewery, gordon biersch, rock bottom brewery, lagunitas, sierra nevada brewing, bj s brewhouse, drizly, minibar delivery, wine com, winc, naked wines, vivino, k l wine, lcbo, saq, bc liquor, the beer store, systembolaget, vinmonopolet, nicolas vin, majestic wine, oddbins, virginia abc, pa fine wine, fine wine good spirits, state liquor store, nh liquor, jacques wein, gall gall, dan murphys, bws, liquorland, tipsy crow, mikkeller, brewdog, world market wine, city winery, delilahs
  `,
};
