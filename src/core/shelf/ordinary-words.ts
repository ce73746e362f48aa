// Names that are ordinary words too. In small letters such a word stays in the text: taking "petit" out of every
// sentence would spoil the story, and tell the name. Any other name is hidden however it is typed. Folded, as redact.ts
// compares them.

import { isStopWord } from './search/stop-words.ts'

const words = {
  fr: `aime aimee ange anges aurore avril bel belle ben berger beau bijou bis blanc blanche bleu bois boulanger
    boucher bon bonne bonnet bras brave brun brune camp canal cerise champ chant charpentier chat chateau chevalier
    cite claire clair clemence cloche coeur colombe comte constance corail cordier coste cour courage court croix
    cuisinier desire desiree dieu dimanche dore douce doux droit duc ecole ecuyer epi espoir etoile fee fer ferme
    fevrier fidele fils fleur fleurs flore foret forge forgeron fontaine fort four fournier franc france garde gardien
    gentil gras grand grande gros grosse guerre haute haie hiver homme honneur hyacinthe ile iris jardin jasmin jaune
    jean jeudi joie joli jolie jour juge juillet juin lac laine lande large lilas linge lion long loup louve lune
    lundi lys mai main maire maison maitre mal manger manoir marbre marchand marche mardi maree marguerite mariage
    marin marine mars marteau masse matin mauve melodie mer mercier mercredi merle merveille meunier moine monde mont
    montagne moulin muguet mur murier musique myrtille neige noble noel noir noire nouvelle nuit oiseau olive olivier
    or orange orme page paille pain paix palais palmier pape paradis pardon paris parfait pasteur pastel patience
    pauvre pays paysan peintre pelletier perle pere petit petite pierre pigeon pin plaine plume pommier pont port
    porte potier poirier poisson prairie prat premier pre printemps prince prudence prune puits ramage reine rive
    riviere roche roi rocher roman romain rond rose rosier rossignol rouge roux royal rubis sabre sage saison samedi
    sapin saule sauvage savant sec seigneur serin serpent sincere soir soleil soldat songe source tailleur temps
    tendre terre tisserand toussaint tour tournier travers tresor troupe vache vaillant val vallee vendredi ventre
    verger verite vermeil vert vicaire victoire vide vie vieille vieux vigne ville vin violette vivant voie voisin
    voix volant vrai yeux zephyr`,
  en: `amber angel april august autumn baker bell black blossom blue bond brook brown bush butcher castle clay cliff
    cook crystal dawn day daisy dean dove earl faith field fisher flower ford forest forester fox frank free gay gene
    gold good grace grant gray green grey grove guy hall harmony hart haven hazel heather hill holly honey hope hunter
    ivy iris jade jasmine jewel joy june justice king lake lane lark lily long love major man mark mason may mercy
    mill miller mist moon moss north olive page pearl penny piper poppy prince queen rain ray reed rice rich river
    robin rock rose ruby sage sandy sea shepherd short sky small smith snow south star stone storm summer sun sunny
    swan tailor temple trinity violet wade walker ward waters well west white will willow winter wolf wood woods worth
    young`,
  es: `amor angel blanca blanco bravo bueno calle campo cabello castillo cielo clara cruz delgado dolores esperanza
    estrella flor flores fuentes gallo gloria guerra guerrero herrero iglesias iglesia leon linda luna luz mar marin
    milagros mora moreno nieves palma pastor paz perla pilar reina reyes rey rico rios rio rivera roca rojo rosa rubio
    sierra socorro sol soledad torres torre vida virtudes`,
  pt: `bela branca branco campos carvalho castelo coelho conceicao costa dias fonte gato lago lima lobo luz nascimento
    natal neves pinheiro pombo ramos ribeiro rocha rosa santos serra vale`,
  it: `bella bello bianco caro croce felice ferro fiore fonte gatti gentile giglio gioia grande greco grosso leone
    luce luna monte moro neri pace perla piano riva rocca rosa rossa rosso russo sala serra stella testa valle verde
    vita`,
  de: `frei gross gut hart hoffnung jung klein kurz lang licht morgen nacht neu reich rose roth schon schwarz stark
    stolz tag weiss`,
}

const folded = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const ordinary = new Set(Object.values(words).flatMap((list) => list.trim().split(/\s+/).map(folded)))

/** Whether this word, folded and in small letters, is said every day without naming anyone. */
export const isOrdinaryWord = (word: string): boolean => ordinary.has(word) || isStopWord(word)
