// How long each way in lasts.

export const codeMinutes = 10
export const codeTries = 5
export const sessionDays = 30
export const linkMinutes = 30
export const invitationDays = 7
/** For so long, whoever a link was made for is told of it when she comes in. */
export const linkToldDays = 30
export const cardMinutes = 120
/** After this long, setting a first password or adding a passkey asks to sign in again. */
export const freshMinutes = 30
