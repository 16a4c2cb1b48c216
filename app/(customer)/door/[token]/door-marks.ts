import type { Tap } from "@/components/attendance/kept-taps";
import type { RosterPerson } from "@/lib/enrollments/schema";
import type { Answer } from "@/lib/web/answer";

const patienceMs = 8_000;

const address = (token: string) => `/door/${token}/marks`;

/** Sends one mark. Throws while it cannot arrive: no network, a server that is down, too many at once. */
export async function postMark(token: string, sessionId: string, tap: Tap): Promise<Answer> {
  const response = await fetch(address(token), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...tap, sessionId }),
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`marks: ${response.status}`);
  const answer = (await response.json()) as Answer;
  if (!answer.ok && (answer.kind === "broken" || answer.kind === "limit")) throw new Error(answer.reason);
  return answer;
}

/** The roster as it stands at the server; null when the link opens nothing any more. */
export async function readPeople(token: string): Promise<RosterPerson[] | null> {
  const response = await fetch(address(token), { signal: AbortSignal.timeout(patienceMs) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`marks: ${response.status}`);
  const { people } = (await response.json()) as { people: RosterPerson[] };
  return people.map((person) => ({
    ...person,
    waitlistedAt: moment(person.waitlistedAt),
    attendance: { ...person.attendance, markedAt: moment(person.attendance.markedAt) },
  }));
}

/** Moments travel as text. */
const moment = (value: Date | string | null): Date | null => (value ? new Date(value) : null);
