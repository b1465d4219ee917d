/** There is no such address: nothing is tried again. `message` holds a code only. */
export class UnknownAddress extends Error {}
