"use client";

import { CircleHelp, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import { TextArea } from "@/components/ui/text-area";
import { Tooltip } from "@/components/ui/tooltip";
import { Section } from "./section";

export function OverlaySamples() {
  const words = useTranslations("dev.ui");
  const common = useTranslations("common");
  return (
    <Section title={words("overlays")}>
      <div className="mb-8 flex flex-wrap items-center gap-2">
        <Dialog
          trigger={{ words: words("openDialog") }}
          title={words("openDialog")}
          description={words("dialogBody")}
          closeLabel={common("close")}
        >
          <form className="grid gap-4" onSubmit={(event) => event.preventDefault()}>
            <TextArea label={words("memo")} name="memo" />
            <SubmitButton>{common("save")}</SubmitButton>
          </form>
        </Dialog>
        <ConfirmDialog
          trigger={{ words: words("confirm"), look: "primary" }}
          title={words("confirmTitle")}
          // Long enough to see the dialog busy; nothing is done here.
          action={() => new Promise((resolve) => setTimeout(resolve, 600))}
          confirmWords={words("send")}
          cancelWords={common("cancel")}
        >
          {words("confirmBody")}
        </ConfirmDialog>
        <Popover trigger={{ words: words("why") }} title={words("why")}>
          {words("whyBody")}
        </Popover>
        <Button
          onClick={() => toast(words("toastWords"), { action: { label: common("undo"), onClick: () => {} } })}
        >
          {words("toast")}
        </Button>
        <CopyButton text="https://dangol.test/demo" words={common("copy")} copiedWords={common("copied")} />
        <Tooltip
          trigger={{
            words: <CircleHelp aria-hidden="true" className="size-5" />,
            label: words("why"),
            look: "quiet",
            size: "icon",
          }}
        />
        <Menu
          label={words("menu")}
          entries={[
            { words: common("edit"), icon: <Pencil aria-hidden="true" />, href: "#" },
            { words: words("unavailable"), disabled: true },
            { words: common("delete"), icon: <Trash2 aria-hidden="true" />, danger: true },
          ]}
        />
      </div>
      <Tabs
        label={words("tabsLabel")}
        tabs={[
          { value: "messages", label: words("messages"), content: words("whyBody") },
          { value: "notes", label: words("notes"), content: words("dialogBody") },
        ]}
      />
    </Section>
  );
}
