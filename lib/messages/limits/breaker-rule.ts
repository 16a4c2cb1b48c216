/** So many people never texted before, within an hour, are a good day and no attack. */
const ample = { home: 500, abroad: 30 };
/** And so many times the busiest hour of the last four weeks. */
const timesTheUsual = 3;

/**
 * How many people of one country who were never texted before may get their first text within an hour. Whoever pumps texts
 * into a range of numbers sends each number one; customers come in crowds too, but in crowds like the ones before.
 */
export const mostNewPeople = (country: { home: boolean; busiestHour: number }): number =>
  Math.max(country.home ? ample.home : ample.abroad, timesTheUsual * country.busiestHour);

/** How long first texts to that country then wait, unless somebody looks at it before. */
export const breakerHours = 24;
