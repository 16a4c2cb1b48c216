import { useTranslations } from "next-intl";
import { Checkbox, Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { type ChannelName, channelNames } from "@/lib/platform/channels/channel";

/** The way a text goes, and whether a text message may go in an AlimTalk's stead. */
export function ChannelFields({
  channel,
  textInstead,
}: {
  channel: ChannelName;
  textInstead?: boolean | undefined;
}) {
  const words = useTranslations("templates.channels");
  const editor = useTranslations("templates.editor");
  return (
    <Fieldset legend={words("label")} className="group/channel">
      {channelNames.map((one) => (
        <Radio
          key={one}
          name="channel"
          value={one}
          defaultChecked={one === channel}
          label={words(one)}
          hint={words(`${one}Hint`)}
        />
      ))}
      <div className="hidden pl-9 group-has-[input[value=alimtalk]:checked]/channel:block">
        <Checkbox
          name="textInstead"
          value="on"
          defaultChecked={textInstead}
          label={editor("textInstead")}
          hint={editor("textInsteadHint")}
        />
      </div>
    </Fieldset>
  );
}
