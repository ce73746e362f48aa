// Words that say nothing of what is looked for: they are left out of a question when it holds others. Our own list
// (PostgreSQL's French one lacks « les » and knows no word without its accents), as people write them, accents or not,
// but for those that mean something else without: « ne » is one, « né » is not; « été » is a season.

const lists = {
  fr: `le la les l un une des de du d au aux à a ce cet cette ces c ça ca cela ceci et ou où donc or ni car mais
    que qu qui quoi dont quel quelle quels quelles lequel laquelle lesquels lesquelles si ne n pas plus y en
    je j tu il elle on nous vous ils elles me m te t se s lui leur leurs eux moi toi soi
    mon ma mes ton ta tes son sa ses notre nos votre vos
    est es suis sommes êtes etes sont était etait étais etais étaient etaient être etre
    ai as avons avez ont avait avais avaient avoir
    dans par pour sur sous avec sans chez vers entre dès des depuis très tres aussi comme quand
    jusqu lorsqu puisqu quoiqu presqu`,
  en: `the a an and or but if of at by for with about to from in on into is am are was were be been being
    i me my we us our you your he him his she her it its they them their this that these those who whom which what
    have has had do does did not no so as than then there here when where s t`,
  ar: `في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن أن ان إن كان كانت هو هي هم و أو او ثم
    قد كل بين بعد قبل عند كما أنا نحن أنت يا`,
  es: `el la los las un una unos unas de del y o u que en a al por para con sin se su sus lo le les es son era fue
    mi mis tu tus yo nos no si como más mas`,
  pt: `o a os as um uma de do da dos das e ou que em no na nos nas ao à aos às por para com sem se seu sua é são
    foi era meu minha não`,
  it: `il lo la i gli le un uno una di del dello della dei degli delle a al alla ai e o che in nel nella da dal
    con su per si è sono era mi non`,
  de: `der die das den dem des ein eine einen einem einer und oder zu zum zur in im an am auf aus bei mit nach von vom
    für ist sind war ich du er sie es wir ihr nicht`,
  fa: `و در به از که این را با است برای آن یک تا بر هم نیز ها های هایی می نمی تر ترین هر`,
  tr: `ve veya bir bu şu o da de ile için mi mı ki`,
  ru: `и в во на с со к ко о об от до из у за по не ни а но что как это он она они мы вы я ты же бы`,
  uk: `і й та в у на з зі до від за по не ні а але що як це він вона вони ми ви я ти`,
} satisfies Record<string, string>

const words = new Set(Object.values(lists).flatMap((list) => list.split(/\s+/)))

/** Whether a word, in lower case and as it was typed, says nothing by itself. */
export const isStopWord = (lower: string): boolean => words.has(lower.normalize('NFC'))
