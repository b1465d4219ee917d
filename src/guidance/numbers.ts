/** `12,345`. One formatter for all: making one takes longer than drawing a table's row. */
export const { format: withCommas } = new Intl.NumberFormat('en-GB')
