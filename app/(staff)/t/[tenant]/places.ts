import { type StaffPlace, staffPlaces } from "@/components/shell/staff-places";
import { may, type Permission, type Role } from "@/lib/tenants/permissions";

const needs: Record<StaffPlace, Permission | null> = {
  today: null,
  customers: "customers.read",
  courses: "courses.read",
  messages: "messages.read",
  tasks: "customers.read",
  surveys: "surveys.read",
  followUps: "follow_ups.read",
  settings: "settings.read",
};

/** The places a role may open, in their order. */
export const placesOf = (role: Role): StaffPlace[] =>
  staffPlaces.map(({ key }) => key).filter((key) => needs[key] === null || may(role, needs[key]));
