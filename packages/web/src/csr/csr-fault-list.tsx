import type { CsrFaultCode } from "@duplicert/shared/csr-faults";
import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import en from "../words/en.json";
import { CommandBlock } from "./command-block.tsx";
import type { JudgedFault } from "./use-csr-judgement.ts";

/** The way out of a fault on a command line: a new key, or what to do with the CSR that is there. */
const ways: Record<CsrFaultCode, { command: string } | "NEW_KEY" | null> = {
  UNREADABLE: { command: "openssl req -in server.csr -noout -text" },
  NOT_A_CSR: "NEW_KEY",
  TOO_LARGE: null,
  TRAILING_DATA: { command: "openssl req -in server.csr -out clean.csr" },
  BAD_SIGNATURE: "NEW_KEY",
  KEY_TYPE_NOT_ALLOWED: "NEW_KEY",
  KEY_TOO_SMALL: "NEW_KEY",
  KEY_TOO_LARGE: "NEW_KEY",
  KEY_MALFORMED: "NEW_KEY",
  EXPONENT_NOT_ALLOWED: "NEW_KEY",
  WEAK_KEY: "NEW_KEY",
  KEY_COMPROMISED: "NEW_KEY",
  KEY_ALREADY_USED: "NEW_KEY",
  WEAK_SIGNATURE_HASH: { command: "openssl req -new -sha256 -key server.key -out server.csr" },
};

/** What is found instead of a CSR has a word in each language; a size or an algorithm has one for all. */
function known(found: string): found is keyof typeof en.csr.found {
  return found in en.csr.found;
}

/** Everything that is wrong with a CSR, each with what to do about it; one command for all that need a new key. */
export function CsrFaultList({ faults, newKeyCommand }: { faults: JudgedFault[]; newKeyCommand: string }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" icon={<IconAlertCircle aria-hidden />} title={t("csr.faulty", { count: faults.length })}>
      <Stack gap="sm">
        <List spacing="sm" size="sm" listStyleType={faults.length > 1 ? "decimal" : "none"}>
          {faults.map((fault) => (
            <FaultItem key={fault.code} fault={fault} />
          ))}
        </List>
        {faults.some(({ code }) => ways[code] === "NEW_KEY") && (
          <div>
            <Text size="sm" mb={4}>
              {t("csr.newKeyCommand")}
            </Text>
            <CommandBlock command={newKeyCommand} />
          </div>
        )}
      </Stack>
    </Alert>
  );
}

function FaultItem({ fault: { code, found } }: { fault: JudgedFault }) {
  const { t } = useTranslation();
  const way = ways[code];
  return (
    <List.Item>
      <Text size="sm" fw={600}>
        {found
          ? t(`fault.${code}.found`, { found: known(found) ? t(`csr.found.${found}`) : found })
          : t(`fault.${code}.message`)}
      </Text>
      <Text size="sm">{t(`fault.${code}.remedy`)}</Text>
      {way && way !== "NEW_KEY" && <CommandBlock command={way.command} />}
    </List.Item>
  );
}
