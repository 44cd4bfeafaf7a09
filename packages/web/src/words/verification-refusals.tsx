import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { VerificationRefusalCode, VerificationSubject } from "../gql/graphql.ts";

interface Props {
  refusals: { code: VerificationRefusalCode; subject: VerificationSubject | null }[];
}

/** Why evidence is not taken, or a verification not brought to its end; each reason with what to do. */
export function VerificationRefusals({ refusals }: Props) {
  const { t } = useTranslation();
  return (
    <List spacing="xs" size="sm" listStyleType={refusals.length === 1 ? "none" : "disc"}>
      {refusals.map(({ code, subject }) => (
        <List.Item key={`${code} ${subject}`}>
          <Text size="sm" fw={600}>
            {t(`verificationRefusal.${code}.message`, {
              subject: subject ? t(`verification.subjects.${subject}`) : "",
            })}
          </Text>
          <Text size="sm">{t(`verificationRefusal.${code}.remedy`)}</Text>
        </List.Item>
      ))}
    </List>
  );
}
