export const roles = ["owner", "staff", "instructor"] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "customers.read",
  "customers.write",
  "customers.export",
  "courses.read",
  "courses.write",
  "enrollments.read",
  "enrollments.write",
  "attendance.write",
  "messages.read",
  "messages.write",
  "surveys.read",
  "surveys.write",
  "follow_ups.read",
  "follow_ups.write",
  "decisions.answer",
  "settings.read",
  "settings.write",
  "members.write",
  "keys.write",
  "privacy.write",
  "tenant.export",
] as const;
export type Permission = (typeof permissions)[number];

const ownersOnly: readonly Permission[] = [
  "settings.write",
  "members.write",
  "keys.write",
  "privacy.write",
  "tenant.export",
];
const instructors: readonly Permission[] = [
  "courses.read",
  "enrollments.read",
  "attendance.write",
  "surveys.read",
];

const table: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  staff: new Set(permissions.filter((permission) => !ownersOnly.includes(permission))),
  instructor: new Set(instructors),
};

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** Whether a role may do this at all. An instructor's permissions reach only as far as `ownCoursesOnly` says. */
export const may = (role: Role, permission: Permission): boolean => table[role].has(permission);

/** The member whose courses alone may be seen, or null when every course may be. */
export const ownCoursesOnly = (member: { role: Role; membershipId: string }): string | null =>
  member.role === "instructor" ? member.membershipId : null;
