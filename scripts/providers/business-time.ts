const freshForMs = 20;

/**
 * Shares one reading of the business clock among requests that come close together, so that a busy
 * provider does not ask the database for every text. `read` asks the database.
 */
export function createBusinessTime(read: () => Promise<Date>): () => Promise<Date> {
  let reading: Promise<Date> | undefined;
  return () => {
    if (!reading) {
      const current = read();
      const forget = () => {
        if (reading === current) reading = undefined;
      };
      reading = current;
      current.then(() => setTimeout(forget, freshForMs).unref(), forget);
    }
    return reading;
  };
}
