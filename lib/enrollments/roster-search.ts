import { choseongOf, readSearch, searchText } from "@/lib/platform/formats/choseong";

import type { RosterPerson } from "./schema";

/** Whether a line of the roster fits what somebody typed: part of a name or shop, initial consonants, last digits. */
export function fits(person: Pick<RosterPerson, "name" | "shop" | "lastFour">, typed: string): boolean {
  const query = readSearch(typed);
  if (query.kind === "empty") return true;
  if (query.kind === "digits") return person.lastFour?.endsWith(query.value) ?? false;
  const texts = [person.name, person.shop ?? ""].map(searchText);
  if (query.kind === "letters") return texts.some((text) => text.includes(query.value));
  return [person.name, person.shop ?? ""].some((text) => choseongOf(text).includes(query.value));
}
