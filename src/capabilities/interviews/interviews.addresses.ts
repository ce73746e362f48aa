// Where these screens are. `story` belongs to whoever edits stories; it is only linked to.

import { everywhere, type Address } from '#core/doors.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const addresses = {
  callback: under('/raconter/rappel', '/tell/callback'),
  callbackFollow: under('/raconter/rappel/suivi', '/tell/callback/follow'),
  callbackCancel: under('/raconter/rappel/annuler', '/tell/callback/cancel'),

  /** The town's page, only linked to. */
  privacy: under('/confidentialite', '/privacy'),

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
  review: everywhere('/bureau/relecture/:code'),
  consents: everywhere('/bureau/recits/:code/accords'),
  reread: everywhere('/bureau/recits/:code/relecture-temoin'),
  takeBack: everywhere('/bureau/recits/:code/reprendre'),
  takenBack: everywhere('/bureau/recits/:code/repris'),
  putBack: everywhere('/bureau/recits/:code/remettre'),

  card: under('/ma-carte', '/my-card'),
  myStories: under('/ma-carte/recit', '/my-card/story'),
  myStory: under('/ma-carte/recit/:code', '/my-card/story/:code'),
  mySign: under('/ma-carte/recit/:code/relecture', '/my-card/story/:code/sign'),
  myConsents: under('/ma-carte/recit/:code/accords', '/my-card/story/:code/consents'),
  myTakeBack: under('/ma-carte/recit/:code/reprendre', '/my-card/story/:code/take-back'),
  myPutBack: under('/ma-carte/recit/:code/remettre', '/my-card/story/:code/put-back'),
} satisfies Record<string, Address>
