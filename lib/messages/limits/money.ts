/**
 * Won for one unit of a currency in which providers have their prices, above what it cost in years: a budget must not be
 * overrun because a currency rose. What is not known counts like the dearest.
 */
const wonFor: Readonly<Record<string, bigint>> = { KRW: 1n, JPY: 11n, USD: 1_600n, EUR: 1_900n };
const dearest = 2_200n;

/** Millionths of a currency as millionths of a won. */
export const wonOf = (micros: bigint, currency: string): bigint => micros * (wonFor[currency] ?? dearest);
