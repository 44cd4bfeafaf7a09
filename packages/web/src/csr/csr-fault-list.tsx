import { csrFaultClause } from "@duplicert/shared/csr-fault-clause";
import { type CsrWayOut, csrCommands, csrWayOut, needsNewKey } from "@duplicert/shared/csr-way-out";
import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import en from "../words/en.json";
import { CommandBlock } from "./command-block.tsx";
import { foundText } from "./found-text.ts";
import type { JudgedFault } from "./use-csr-judgement.ts";

/** The clause in the reader's language where it is a rule of ours; others are cited as they are. */
function isOurs(clause: string): clause is keyof typeof en.csr.clause {
  return clause in en.csr.clause;
}

/** Ways out that are told by themselves, as the fault's usual advice would not lead there. */
const ownAdvice = ["FROM_DER", "FROM_BASE64", "FROM_KEYSTORE", "UNCOMPRESS", "NAME_CURVE"] as const;

function adviceOf(fault: JudgedFault, way: CsrWayOut | null) {
  const own = ownAdvice.find((one) => one === way);
  if (own) return `csr.way.${own}` as const;
  if (fault.code === "KEY_MALFORMED" && way === "SAME_KEY") return "csr.way.SAME_KEY" as const;
  return `fault.${fault.code}.remedy` as const;
}

/** Everything that is wrong with a CSR, each with what to do about it; one command for all that need a new key. */
export function CsrFaultList({ faults, newKeyCommand }: { faults: JudgedFault[]; newKeyCommand: string }) {
  const { t } = useTranslation();
  const newKey = faults.some(wantsNewKey);
  return (
    <Alert color="red" icon={<IconAlertCircle aria-hidden />} title={t("csr.faulty", { count: faults.length })}>
      <Stack gap="sm">
        <List spacing="sm" size="sm" listStyleType={faults.length > 1 ? "decimal" : "none"}>
          {faults.map((fault) => (
            <FaultItem key={fault.code} fault={fault} newKey={newKey} />
          ))}
        </List>
        {newKey && (
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

function wantsNewKey(fault: JudgedFault): boolean {
  const way = csrWayOut(fault);
  return way !== null && needsNewKey(way);
}

/** `newKey`: another fault asks for a new key, so that to sign anew with this one would be of no use. */
function FaultItem({ fault, newKey }: { fault: JudgedFault; newKey: boolean }) {
  const { t } = useTranslation();
  const { code, found } = fault;
  const way = csrWayOut(fault);
  const clause = csrFaultClause(fault);
  const mended = newKey && way === "SAME_KEY";
  return (
    <List.Item>
      <Text size="sm" fw={600}>
        {found ? t(`fault.${code}.found`, { found: foundText(t, found) }) : t(`fault.${code}.message`)}
      </Text>
      <Text size="sm">{t(mended ? "csr.way.WITH_NEW_KEY" : adviceOf(fault, way))}</Text>
      {way === "LOOK" && <Text size="sm">{t("csr.way.LOOK")}</Text>}
      {way && !needsNewKey(way) && !mended && <CommandBlock command={csrCommands[way]} />}
      <Text size="xs" c="dimmed">
        {t("csr.clauseLabel", { clause: isOurs(clause) ? t(`csr.clause.${clause}`) : clause })}
      </Text>
    </List.Item>
  );
}
