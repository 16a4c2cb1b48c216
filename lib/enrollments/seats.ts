export interface SeatPool {
  /** Null: never full. */
  capacity: number | null;
  /** Places given away or held. */
  taken: number;
}

/** A pool without a capacity is never full. */
export const hasPlaces = (pool: SeatPool, places: number) =>
  pool.capacity === null || pool.taken + places <= pool.capacity;

/** Places left, never negative (an owner may overbook by name); null when there is no limit. */
export const placesLeft = (pool: SeatPool) =>
  pool.capacity === null ? null : Math.max(0, pool.capacity - pool.taken);
