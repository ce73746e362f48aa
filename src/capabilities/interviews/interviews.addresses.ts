// Where these screens are. `story` belongs to whoever edits stories; it is only linked to.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  callback: inTwoTongues('/raconter/rappel', '/tell/callback'),
  callbackFollow: inTwoTongues('/raconter/rappel/suivi', '/tell/callback/follow'),
  callbackCancel: inTwoTongues('/raconter/rappel/annuler', '/tell/callback/cancel'),

  /** The town's page, only linked to. */
  privacy: inTwoTongues('/confidentialite', '/privacy'),

  callbacks: everywhere('/bureau/rappels'),
  callbackSheet: everywhere('/bureau/rappels/:number'),
  callbackTake: everywhere('/bureau/rappels/:number/prendre'),
  callbackBegin: everywhere('/bureau/rappels/:number/rencontre'),

  persons: everywhere('/bureau/temoins'),
  personNew: everywhere('/bureau/temoins/nouveau'),
  person: everywhere('/bureau/temoins/:person_id'),
  personEdit: everywhere('/bureau/temoins/:person_id/fiche'),
  mandateNew: everywhere('/bureau/temoins/:person_id/mandat'),
  mandatePaper: everywhere('/bureau/temoins/:person_id/mandats/:mandate'),
  mandateRevoke: everywhere('/bureau/temoins/:person_id/mandats/:mandate/arreter'),
  personTransfer: everywhere('/bureau/temoins/:person_id/confier'),
  cardIssue: everywhere('/bureau/temoins/:person_id/carte'),
  cardRevoke: everywhere('/bureau/temoins/:person_id/carte/:card/arreter'),

  meetings: everywhere('/bureau/rencontres'),
  meetingNew: everywhere('/bureau/rencontres/new'),
  meeting: everywhere('/bureau/rencontres/:id'),
  meetingNotes: everywhere('/bureau/rencontres/:id/notes'),
  meetingEnd: everywhere('/bureau/rencontres/:id/fin'),

  story: everywhere('/bureau/recits/:code'),
  /** Its sounds and pictures: someone else's page. */
  media: everywhere('/bureau/medias/:code'),
  /** Hiding a part of it: someone else's page. */
  hidings: everywhere('/bureau/masquer/:code'),
  review: everywhere('/bureau/relecture/:code'),
  consents: everywhere('/bureau/recits/:code/accords'),
  /** How each yes was given, kept. */
  evidence: everywhere('/bureau/preuves/:code'),
  /** Bytes of a file, and papers to print: only linked to. */
  file: everywhere('/bureau/fichiers/:file_id/:what'),
  cardFile: everywhere('/carte/fichiers/:file_id/:what'),
  consentForm: everywhere('/bureau/papiers/:code/formulaire'),
  papers: everywhere('/bureau/papiers/:code'),
  reread: everywhere('/bureau/recits/:code/relecture-temoin'),
  takeBack: everywhere('/bureau/recits/:code/reprendre'),
  takenBack: everywhere('/bureau/recits/:code/repris'),
  putBack: everywhere('/bureau/recits/:code/remettre'),

  card: inTwoTongues('/ma-carte', '/my-card'),
  cardClose: inTwoTongues('/ma-carte/fermer', '/my-card/close'),
  myStories: inTwoTongues('/ma-carte/recit', '/my-card/story'),
  myStory: inTwoTongues('/ma-carte/recit/:code', '/my-card/story/:code'),
  mySign: inTwoTongues('/ma-carte/recit/:code/relecture', '/my-card/story/:code/sign'),
  myConsents: inTwoTongues('/ma-carte/recit/:code/accords', '/my-card/story/:code/consents'),
  /** What was lent, papers to print, her copy: only linked to. */
  myPapers: inTwoTongues('/ma-carte/recit/:code/papiers', '/my-card/story/:code/papers'),
  /** Hiding a part of it herself: only linked to. */
  myHide: inTwoTongues('/ma-carte/recit/:code/cacher', '/my-card/story/:code/hide'),
  myTakeBack: inTwoTongues('/ma-carte/recit/:code/reprendre', '/my-card/story/:code/take-back'),
  myPutBack: inTwoTongues('/ma-carte/recit/:code/remettre', '/my-card/story/:code/put-back'),
} satisfies Record<string, Address>
