import { v7 } from "uuid";

/** A UUIDv7, made by the application: sorts by creation, reveals nothing about other tenants. */
export const newId = (): string => v7();
