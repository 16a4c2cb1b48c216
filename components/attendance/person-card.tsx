import { Notice } from "../ui/notice";
import { Tag } from "../ui/tag";

/** What is said of somebody at the door, ready to be shown: no ids, no full number. */
export interface PersonAtDoor {
  name: string;
  /** Shop, last four digits, companions. */
  small: string;
  course: string;
  due: string | null;
  /** How it stands; null when the person may be let in. */
  standing: { tone: "good" | "warn" | "bad"; words: string } | null;
}

/** One person, large enough to read at arm's length. */
export function PersonCard({ person, announce }: { person: PersonAtDoor; announce?: boolean }) {
  const { name, small, course, due, standing } = person;
  return (
    <div className="rounded-xl border border-line bg-surface px-5 py-5">
      <p className="text-sm text-ink-2">{course}</p>
      <p className="mt-1 text-3xl font-bold tracking-[-0.02em]">{name}</p>
      <p className="mt-0.5 text-ink-2">
        {small} {due && <Tag tone="warn">{due}</Tag>}
      </p>
      {standing && (
        <Notice
          tone={standing.tone}
          title={standing.words}
          className="mt-4"
          {...(announce ? { announce } : {})}
        />
      )}
    </div>
  );
}
