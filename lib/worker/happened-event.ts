/** An event as its job carries it: ids and states, no texts. */
export interface HappenedEvent {
  tenantId: string;
  eventId: string;
  type: string;
  subjectId: string;
  customerId: string | null;
  payload: Record<string, unknown>;
}
