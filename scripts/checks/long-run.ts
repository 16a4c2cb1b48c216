/** Whether `npm run test:long` runs: what must be shown in full size is shown there, and smaller in `npm test`. */
export const isLongRun = process.env["DANGOL_LONG_TESTS"] === "1";
