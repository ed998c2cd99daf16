/**
 * Default of a list in which nothing may be chosen but by the person: a sex that was only left as it stood is a wrong
 * entry in a medical record.
 */
export const UNCHOSEN = '';
