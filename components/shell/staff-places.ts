import {
  BookOpen,
  CalendarCheck,
  ClipboardList,
  ListChecks,
  MessageSquare,
  Settings,
  Users,
  Workflow,
} from "lucide-react";

/** The places of the staff desk in the order of the day. The first four are tabs on a phone, the rest under "more". */
export const staffPlaces = [
  { key: "today", path: "today", icon: CalendarCheck },
  { key: "customers", path: "customers", icon: Users },
  { key: "courses", path: "courses", icon: BookOpen },
  { key: "messages", path: "messages", icon: MessageSquare },
  { key: "tasks", path: "tasks", icon: ListChecks },
  { key: "surveys", path: "surveys", icon: ClipboardList },
  { key: "followUps", path: "follow-ups", icon: Workflow },
  { key: "settings", path: "settings", icon: Settings },
] as const;

export type StaffPlace = (typeof staffPlaces)[number]["key"];

/** All places, for a role that may open everything. */
export const everyPlace: readonly StaffPlace[] = staffPlaces.map(({ key }) => key);

/** How many things wait for a person, by place. */
export type Waiting = Partial<Record<StaffPlace, number>>;
