"use server";

import { z } from "zod";
import { changePassword, rename, signOutElsewhere } from "@/lib/accounts/accounts";
import { nameField, newPasswordField } from "@/lib/accounts/schema";
import { addDevice, removeDevice } from "@/lib/alerts/devices";
import { deviceInput, endpointInput } from "@/lib/alerts/schema";
import { accountAction, nothing } from "@/lib/web/account-action";
import { doorstep } from "@/lib/web/doorstep";
import { keepSession } from "@/lib/web/session";

export const changeName = accountAction(z.strictObject({ name: nameField }), (account, { name }) =>
  rename(account, name),
);

export const setPassword = accountAction(
  z.strictObject({ currentPassword: z.string().max(200).default(""), password: newPasswordField }),
  async (account, input) => {
    const { deviceHash } = await doorstep();
    await keepSession(await changePassword(account, input, deviceHash));
  },
);

export const leaveOtherDevices = accountAction(nothing, async (account) => {
  const { deviceHash } = await doorstep();
  await keepSession(await signOutElsewhere(account, deviceHash));
});

export const startNotifications = accountAction(deviceInput, addDevice);

export const stopNotifications = accountAction(endpointInput, (account, { endpoint }) =>
  removeDevice(account, endpoint),
);
