// The languages of the made stories: their commonest words as they are, the others made of their syllables. Enough for
// an index to meet what it meets in a town: a few words everywhere, thousands here and there, many only once.

import { randomOf } from './random.ts'

export type Language = {
  code: string
  /** How many stories out of a hundred. */
  share: number
  /** The word of this rank, the commonest first. */
  word: (rank: number) => string
  /** Between two words: nothing in Chinese. */
  space: string
  stop: string
  comma: string
}

/** How many different words a language has here. */
export const vocabulary = 50_000

const known: Record<string, { share: number; words: string; syllables: string }> = {
  fr: {
    share: 60,
    words:
      'de la le et à les des il que je était un en elle une on pas ma dans pour qui mon au avec ne du ce nous est plus mais avait tout sur ils y même où quand on par se sa bien là comme cette ses si leur deux fait jamais après aussi mère père maison ans jour enfants rue ville école travail femme homme monde vie temps matin soir nuit main pain eau train frère sœur voisine voisin porte fenêtre cuisine table marché bus lettre langue pays mer bateau neige hiver été dimanche fête musique chanson photo valise papiers mairie hôpital atelier patron équipe métier apprendre parler partir arriver revenir attendre rire pleurer chanter danser manger boire dormir écrire lire compter aider donner prendre garder perdre trouver chercher ouvrir fermer premier dernier petite grande vieux jeune belle longtemps souvent parfois toujours encore demain hier ensemble seule doucement ' +
      'couloir palier escalier cave grenier jardin potager cerisier tilleul rivière pont quai canal écluse fonderie tissage bobine métier navette teinture fil laine coton soie drap toile blouse casquette gamelle cantine sirène pointeuse contremaître syndicat grève tract réunion bal accordéon guinguette kermesse cinéma vélo mobylette camion cartable craie encrier maîtresse instituteur cahier dictée récréation marelle billes corde lessive lavoir savon seau charbon poêle bois hache soupe lentilles pois semoule menthe cumin safran olive figue datte orange citron pomme poire noix miel beurre fromage',
    syllables:
      'ba bé bou bri ca ce cha chon cla co cou da dé di dou du fa fé fi flo fon fu ga geo gi gra gue ja jo la lé li lo lon lu ma mé mi mo mon na né ni no ou pa pé pi plu po ra ré ri ro ron rou sa sé si so son ta té ti to tou tra va vé vi vo ze',
  },
  ar: {
    share: 9,
    words:
      'في من على كان إلى أن هذا التي كنت لم عن مع كل ما هو هي بعد قبل عند حتى ثم أمي أبي البيت المدينة الشارع المدرسة العمل السنة اليوم الليل الصباح البحر القطار السفينة الثلج الشتاء الصيف الخبز الماء الباب النافذة الجيران الجارة الأخ الأخت الرسالة اللغة البلد الأغنية العيد السوق المصنع الأولاد الناس الحياة الوقت الدنيا الذاكرة الحكاية الطريق الحقيبة الصورة الشاي النعناع الزيتون',
    syllables:
      'با بو بي تا تو تي جا جو حا حو خا دا دو دي را رو ري زا سا سو سي شا شو صا طا عا عو غا فا فو في قا قو كا كو لا لو لي ما مو مي نا نو ني ها وا يا',
  },
  en: {
    share: 6,
    words:
      'the and to of a in was I it my we he she that for on with at they had were but not so when there from me her his all out up one would them our about could some then what time house mother father day work street school town people children night morning bread water train brother sister neighbour door window kitchen table market letter language country sea boat snow winter summer song dance factory foreman canteen bicycle suitcase papers hospital office photograph garden river bridge',
    syllables:
      'ba ber ble bo bur ca cer cher clo con da den dle do dra er est fa fer fle for ga ger gle gra hal ham hea ing ker ket la ler ley lin low ma mer min mo ner nes ow pa per pin ple ra ring ro sel shi sto ta ter ting ton wa wer win',
  },
  pt: {
    share: 6,
    words:
      'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos casa mãe pai dia trabalho rua escola cidade gente filhos noite manhã pão água comboio irmão irmã vizinha porta janela cozinha mesa mercado carta língua terra mar barco neve inverno verão canção fábrica mala papéis',
    syllables:
      'ba be bo bra ca cha co da de do du fa fe fo ga go gui ja jo la le lha li lo ma me mi mo na nha ni no pa pe po que ra re ri ro sa se si so ta te ti to tra va ve vi xa ze ção',
  },
  tr: {
    share: 5,
    words:
      've bir bu da de için çok ben o ne var daha gibi kadar sonra ama her benim onu şey zaman gün ev anne baba iş sokak okul şehir insan çocuk gece sabah ekmek su tren kardeş abla komşu kapı pencere mutfak masa pazar mektup dil ülke deniz gemi kar kış yaz şarkı fabrika bavul kâğıt hastane bahçe köprü',
    syllables:
      'ba be bi ca ce cı çe da de dı dü el em er ge gö gü ha ıl iç ka ke kı kö la le lı lü ma me mi na ne oğ öz ra re rı sa se sı şa şe ta te tı tü ya ye yı yü za',
  },
  vi: {
    share: 4,
    words:
      'và là của có không tôi một những được trong cho người đã với các này khi ở mẹ cha nhà ngày làm đường trường thành phố con đêm sáng bánh nước tàu anh chị hàng xóm cửa bếp bàn chợ thư tiếng xứ biển thuyền tuyết mùa đông hè bài hát nhà máy va li giấy vườn sông cầu',
    syllables:
      'an ang anh bà bạc băng bến bông cá cao cây chè cơm cúc đá đào đất đèn đình gạo ghe giếng giỗ gừng hạt hoa hồ hương khói khế lá làng lúa lửa mai mây mưa múa nắng nón quê ruộng sách sen sóng tre trăng trúc vàng vải xanh xuân yên',
  },
  zh: {
    share: 4,
    words:
      '的 我 了 在 是 他 她 不 有 一 这 那 们 和 到 说 就 也 都 很 来 去 上 下 里 家 妈妈 爸爸 房子 工厂 学校 街 城市 孩子 晚上 早上 面包 水 火车 哥哥 姐姐 邻居 门 窗户 厨房 桌子 市场 信 语言 国家 海 船 雪 冬天 夏天 歌 衣服 箱子 花园 河 桥',
    syllables:
      '白 冰 布 草 茶 窗 春 村 灯 地 东 豆 鹅 饭 风 福 古 光 海 红 湖 花 黄 火 江 金 井 酒 空 兰 老 柳 龙 路 绿 马 梅 米 木 南 年 农 桥 青 秋 泉 人 山 石 树 丝 松 天 田 铁 土 瓦 王 西 溪 香 秀 雪 羊 叶 玉 园 月 云 竹',
  },
  es: {
    share: 3,
    words:
      'de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o porque cuando muy sin sobre también me hasta hay donde quien desde todo casa madre padre día trabajo calle escuela pueblo gente hijos noche mañana pan agua tren hermano hermana vecina puerta ventana cocina mesa mercado carta lengua tierra mar barco nieve invierno verano canción fábrica maleta',
    syllables:
      'ba be bo ca ce co cha da de do fa fe ga go gue ja jo la le li lo lla ma me mi mo na ne ni ño pa pe po que ra re ri ro rra sa se si so ta te ti to tra va ve vi za ción',
  },
  it: {
    share: 3,
    words:
      'di e che la il un a per in una mi sono non era con si da come io ma le dei nel alla più lo della anche quando ci se casa madre padre giorno lavoro strada scuola città gente figli notte mattina pane acqua treno fratello sorella vicina porta finestra cucina tavola mercato lettera lingua paese mare nave neve inverno estate canzone fabbrica valigia',
    syllables:
      'ba be bo ca che chi co da de di do fa fi fo ga ghe gi gli gno la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa sce se si so ta te ti to tra va ve vi zza zio',
  },
}

/** Made languages, the most told first. */
export const languages: readonly Language[] = Object.entries(known).map(([code, { share, words, syllables }]) => {
  const common = [...new Set(words.split(' '))]
  const parts = syllables.split(' ')
  const isChinese = code === 'zh'
  const made: string[] = []
  const make = (rank: number): string => {
    const random = randomOf(rank, code.charCodeAt(0) * 256 + code.charCodeAt(1))
    const length = isChinese || code === 'vi' ? 2 : 2 + random.below(3)
    return Array.from({ length }, () => random.pick(parts)).join(code === 'vi' ? ' ' : '')
  }
  return {
    code,
    share,
    word: (rank) => common[rank] ?? (made[rank] ??= make(rank)),
    space: isChinese ? '' : ' ',
    stop: isChinese ? '。' : '. ',
    comma: isChinese ? '，' : code === 'ar' ? '،' : ',',
  }
})
