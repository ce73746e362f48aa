// Where papers are: those to print, what was lent, and the witness's own copy. Screens of others are only linked to.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  loans: everywhere('/bureau/papiers'),
  papers: everywhere('/bureau/papiers/:code'),
  form: everywhere('/bureau/papiers/:code/formulaire'),
  formPdf: everywhere('/bureau/papiers/:code/formulaire.pdf'),
  agreed: everywhere('/bureau/papiers/:code/accords'),
  agreedPdf: everywhere('/bureau/papiers/:code/accords.pdf'),
  loan: everywhere('/bureau/papiers/:code/pret/:loan'),
  loanPhoto: everywhere('/bureau/papiers/:code/pret/:loan/photo'),
  loanReturn: everywhere('/bureau/papiers/:code/pret/:loan/rendu'),
  receipt: everywhere('/bureau/papiers/:code/pret/:loan/recu'),
  receiptPdf: everywhere('/bureau/papiers/:code/pret/:loan/recu.pdf'),

  copy: everywhere('/bureau/copies/:code'),
  copyTake: everywhere('/bureau/copies/:code/telecharger'),
  copyLink: everywhere('/bureau/copies/:code/lien'),
  copyLinkStop: everywhere('/bureau/copies/:code/lien/arreter'),

  myPapers: inTwoTongues('/ma-carte/recit/:code/papiers', '/my-card/story/:code/papers'),
  myAgreed: inTwoTongues('/ma-carte/recit/:code/papiers/accords', '/my-card/story/:code/papers/agreed'),
  myAgreedPdf: inTwoTongues('/ma-carte/recit/:code/papiers/accords.pdf', '/my-card/story/:code/papers/agreed.pdf'),
  myReceipt: inTwoTongues('/ma-carte/recit/:code/papiers/pret/:loan', '/my-card/story/:code/papers/loan/:loan'),
  myReceiptPdf: inTwoTongues(
    '/ma-carte/recit/:code/papiers/pret/:loan/recu.pdf',
    '/my-card/story/:code/papers/loan/:loan/receipt.pdf',
  ),
  myCopyTake: inTwoTongues('/ma-carte/recit/:code/copie', '/my-card/story/:code/copy'),
  /** Opened by a link given to her, without account. */
  copyOpen: inTwoTongues('/ma-copie', '/my-copy'),
} satisfies Record<string, Address>

/** Screens of other capabilities. */
export const elsewhere = {
  card: inTwoTongues('/ma-carte', '/my-card'),
  myStory: inTwoTongues('/ma-carte/recit/:code', '/my-card/story/:code'),
  story: everywhere('/bureau/recits/:code'),
  evidence: everywhere('/bureau/preuves/:code'),
  media: everywhere('/bureau/medias/:code'),
  file: everywhere('/bureau/fichiers/:file_id/:what'),
  cardFile: everywhere('/carte/fichiers/:file_id/:what'),
} satisfies Record<string, Address>
