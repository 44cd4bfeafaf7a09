import { Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../ui/section.tsx";
import classes from "./form.module.css";
import { PlatformField } from "./platform-field.tsx";

/** Where a certificate goes, and a remark. */
interface ServerValues {
  serverPlatform: string;
  serverName: string;
  comments: string;
}

interface ServerFieldsProps {
  values: ServerValues;
  set: (changed: Partial<ServerValues>) => void;
}

/** Where the certificate will be installed, and what the approver should know. */
export function ServerFields({ values, set }: ServerFieldsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("duplicate.serverSection")}>
      <div className={classes.halves}>
        <Stack gap="md">
          <PlatformField value={values.serverPlatform} onChange={(serverPlatform) => set({ serverPlatform })} />
          <TextInput
            label={t("duplicate.serverName")}
            description={t("duplicate.serverNameHint")}
            placeholder="web-2.internal"
            value={values.serverName}
            onChange={(event) => set({ serverName: event.currentTarget.value })}
            maxLength={200}
            autoComplete="off"
          />
        </Stack>
        <Textarea
          classNames={{ root: classes.tall, wrapper: classes.tallWrapper, input: classes.tallInput }}
          label={t("duplicate.comments")}
          description={t("duplicate.commentsHint")}
          value={values.comments}
          onChange={(event) => set({ comments: event.currentTarget.value })}
          maxLength={2000}
          autosize
          minRows={5}
          maxRows={12}
        />
      </div>
    </Section>
  );
}
