"use server";

import { changeTaskInput, newTaskInput, removeTaskInput, setTaskInput } from "@/lib/customers/tasks/schema";
import { addTask, changeTask, removeTask, setTask } from "@/lib/customers/tasks/tasks";
import { staffAction } from "@/lib/web/staff-action";

export const makeTask = staffAction("customers.write", newTaskInput, addTask);
export const markTask = staffAction("customers.write", setTaskInput, setTask);
export const saveTask = staffAction("customers.write", changeTaskInput, changeTask);
export const dropTask = staffAction("customers.write", removeTaskInput, removeTask);
