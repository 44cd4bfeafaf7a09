import { serverPlatforms } from "@duplicert/shared/server-platforms";
import { Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../ui/section.tsx";
import classes from "./form.module.css";

/** Where a certificate goes, and a remark. */
export interface ServerValues {
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
          <Select
            label={t("duplicate.platform")}
            description={t("duplicate.platformHint")}
            data={serverPlatforms.map(({ id, name }) => ({
              value: id,
              label: id === "other" ? t("duplicate.otherPlatform") : name,
            }))}
            value={values.serverPlatform}
            onChange={(id) => id && set({ serverPlatform: id })}
            allowDeselect={false}
            searchable
            nothingFoundMessage={t("duplicate.noPlatform")}
          />
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
