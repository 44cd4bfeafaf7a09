import type { Csr } from "@duplicert/shared/csr";
import { type CsrNameStatus, csrNames } from "@duplicert/shared/csr-names";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";

const colors: Record<CsrNameStatus, string> = { ON_ORDER: "teal", NOT_ON_ORDER: "gray", NOT_A_DNS_NAME: "gray" };

/** What a CSR holds. Where there is an order, its names are compared with it, for information only. */
export function CsrContent({ csr, orderNames }: { csr: Csr; orderNames: string[] | null }) {
  const { t } = useTranslation();
  const names = csrNames(csr, orderNames);
  return (
    <>
      <Facts
        facts={[
          [t("csr.key"), csr.keyAlgorithm],
          [t("csr.signature"), csr.signatureAlgorithm],
          [t("csr.subject"), csr.subject ? <Dotted key="subject" text={csr.subject} /> : t("csr.noSubject")],
          [
            t("csr.names"),
            names.length === 0 ? t("csr.noNames") : <Names key="names" names={names} compared={orderNames !== null} />,
          ],
        ]}
      />
      {orderNames && names.some(({ status }) => status !== "ON_ORDER") && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("csr.namesNote")}
        </Text>
      )}
      {csr.hasChallengePassword && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("csr.challengePassword")}
        </Text>
      )}
    </>
  );
}

function Names({ names, compared }: { names: ReturnType<typeof csrNames>; compared: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      {names.map(({ value, status, notes }) => (
        <div key={value}>
          <Group gap="xs">
            <Dotted text={value} />
            {compared && (
              <Badge size="sm" variant="light" radius="sm" tt="none" fw={500} color={colors[status]}>
                {t(`csr.name.${status}`)}
              </Badge>
            )}
          </Group>
          {notes.map(({ code, about }) => (
            <Text key={code} size="xs" c="dimmed">
              {t(`csr.note.${code}`, { about })}
            </Text>
          ))}
        </div>
      ))}
    </Stack>
  );
}
