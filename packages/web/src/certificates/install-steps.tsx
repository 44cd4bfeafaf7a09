import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { installStepsFor, serverPlatform } from "@duplicert/shared/server-platforms";
import { Box, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { CopyCommand } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { keyOf } from "../words/words.ts";

const fragment = graphql(`
  fragment InstallSteps_certificate on Certificate {
    id
    commonName
    serverPlatform {
      id
      name
    }
  }
`);

/** How to put the certificate on its platform, and how to see from outside that it is there. */
export function InstallSteps({ certificate: from }: { certificate: FragmentType<typeof fragment> }) {
  const { t, i18n } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const platform = serverPlatform(certificate.serverPlatform?.id ?? "other");
  if (!platform) return null;
  const language = keyOf(i18n.language) === "ZH_HANT" ? "zhHant" : "en";
  return (
    <Section title={t("certificate.install", { platform: platform.name })} id="install">
      <List
        type="ordered"
        size="sm"
        spacing="sm"
        styles={{ item: { overflowWrap: "anywhere" }, itemWrapper: { display: "block" } }}
      >
        {tasks(installStepsFor(platform, language, certificate.commonName)).map(({ sentence, commands }) => (
          <List.Item key={sentence}>
            {sentence}
            {commands && (
              <Box mt={4}>
                <CopyCommand value={commands} of={sentence} />
              </Box>
            )}
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {t("certificate.checkHint")}
      </Text>
    </Section>
  );
}

/** Each sentence with the command lines that follow it. */
function tasks(steps: string[]): { sentence: string; commands: string }[] {
  const found: { sentence: string; commands: string }[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (!step.startsWith("$ ") || !last) found.push({ sentence: step, commands: "" });
    else last.commands += `${last.commands && "\n"}${step.slice(2)}`;
  }
  return found;
}
