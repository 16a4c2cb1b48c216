import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOut } from "./actions";

export function SignOutButton() {
  const words = useTranslations("shell");
  return (
    <form action={signOut}>
      <SubmitButton look="quiet" wide>
        {words("signOut")}
      </SubmitButton>
    </form>
  );
}
