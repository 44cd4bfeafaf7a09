import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { fileStem } from "@duplicert/shared/file-stem";
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import { ChooseKey } from "./choose-key.tsx";
import { forgetKey, useKeptKey } from "./kept-keys.ts";
import { PassphraseFields } from "./passphrase-fields.tsx";
import { passphraseProblem } from "./passphrase-problem.ts";

const fragment = graphql(`
  fragment PfxSection_certificate on Certificate {
    id
    commonName
    spkiSha256
    pem
    chainPem
  }
`);

interface PfxSectionProps {
  certificate: FragmentType<typeof fragment>;
  /** Only where this page has made the key. */
  onlyWithKey?: boolean;
}

/** Certificate, chain and key in one PKCS#12 file, put together in this page: the key is never sent. */
export function PfxSection({ certificate: from, onlyWithKey = false }: PfxSectionProps) {
  const { t } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const kept = useKeptKey(({ spkiSha256 }) => spkiSha256 === certificate.spkiSha256.toLowerCase());
  const [chosen, setChosen] = useState<CryptoKey | null>(null);
  const [made, setMade] = useState<{ name: string; file: Uint8Array<ArrayBuffer> } | null>(null);
  if (onlyWithKey && !kept && !made) return null;
  const privateKey = chosen ?? kept?.privateKey ?? null;
  const make = async (passphrase: string) => {
    if (!privateKey) return;
    const [{ makePfx }, { pemBytes }] = await Promise.all([import("./make-pfx.ts"), import("./pem.ts")]);
    const certificates = pemBytes(`${certificate.pem}\n${certificate.chainPem}`);
    const friendlyName = certificate.commonName;
    const file = await makePfx({ privateKey, certificates, friendlyName }, passphrase);
    const name = `${fileStem(certificate.commonName)}.p12`;
    saveFile(name, file, "application/x-pkcs12");
    setMade({ name, file });
    setChosen(null);
    forgetKey(certificate.spkiSha256.toLowerCase());
  };
  return (
    <Section title={t("keys.pfx.title")} lead={t("keys.pfx.lead")}>
      {made ? (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={t("keys.pfx.done", made)} role="status">
          <Text size="sm">{t("keys.pfx.next")}</Text>
          <Button
            variant="subtle"
            size="compact-sm"
            mt={4}
            ml={-8}
            onClick={() => saveFile(made.name, made.file, "application/x-pkcs12")}
          >
            {t("keys.pfx.again")}
          </Button>
        </Alert>
      ) : (
        <Stack gap="sm">
          {kept && !chosen && <Text size="sm">{t("keys.pfx.keyHere")}</Text>}
          {chosen && <Text size="sm">{t("keys.pfx.keyFits")}</Text>}
          {!privateKey && <ChooseKey spkiSha256={certificate.spkiSha256} onKey={setChosen} />}
          {privateKey && <MakePfx onPassphrase={make} />}
        </Stack>
      )}
    </Section>
  );
}

function MakePfx({ onPassphrase }: { onPassphrase: (passphrase: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ first: "", again: "" });
  const [pressed, setPressed] = useState(false);
  const [state, setState] = useState<"READY" | "BUSY" | "FAILED">("READY");
  const make = async () => {
    setPressed(true);
    if (passphraseProblem(typed.first, typed.again)) return;
    setState("BUSY");
    await onPassphrase(typed.first).catch(() => setState("FAILED"));
  };
  return (
    <Stack gap="sm" align="flex-start">
      <PassphraseFields value={typed} onChange={setTyped} pressed={pressed} onEnter={() => void make()} />
      {state === "FAILED" && <Alert color="red">{t("keys.pfx.failed")}</Alert>}
      <Button
        loading={state === "BUSY"}
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => void make()}
      >
        {t("keys.pfx.go")}
      </Button>
      <Text size="xs" c="dimmed">
        {t("keys.pfx.readers")}
      </Text>
    </Stack>
  );
}
