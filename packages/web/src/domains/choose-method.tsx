import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { constructedMailboxes, domainValidationRefusals } from "@duplicert/shared/domain-validation-refusals";
import { Alert, Button, Checkbox, Group, Radio, Stack } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DomainProofMethod } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { StartRefused } from "./start-refused.tsx";
import { type StartOutcome, useStartValidation } from "./use-start-validation.ts";

const fragment = graphql(`
  fragment ChooseMethod_domain on Domain {
    id
    name
    challenges {
      id
      method
    }
  }
`);

// What most people can do soonest first.
const methods: readonly DomainProofMethod[] = [
  "DNS_TXT",
  "DNS_CNAME",
  "HTTP_FILE",
  "EMAIL_CONSTRUCTED",
  "EMAIL_TXT_CONTACT",
];

interface Props {
  domain: FragmentType<typeof fragment>;
  /** What it is to serve: names of the order that one came from. */
  names: string[];
  onStarted: () => void;
  /** Goes back to what was there before; null where there was nothing. */
  onBack: (() => void) | null;
}

/** The ways to prove a domain, each with when to choose it and what it covers. */
export function ChooseMethod({ domain: from, names, onStarted, onBack }: Props) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  const [method, setMethod] = useState<DomainProofMethod>(domain.challenges[0]?.method ?? "DNS_TXT");
  const [mailboxes, setMailboxes] = useState<string[]>([...constructedMailboxes]);
  const { start, starting, outcome, forget } = useStartValidation();
  const recipients = method === "EMAIL_CONSTRUCTED" ? mailboxes : null;
  const reasons = domainValidationRefusals({ domain: domain.name, mailsOfADay: 0 }, { method, recipients, names });
  const foreseen: StartOutcome | null =
    reasons.length > 0 ? { __typename: "DomainValidationRefused", message: "", reasons: reasons as never } : null;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (foreseen || starting) return;
    if (await start({ domainId: domain.id, method, recipients, names: names.slice(0, 100) })) onStarted();
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <Stack gap="md">
        <Radio.Group
          label={t("domain.method")}
          value={method}
          onChange={(value) => {
            setMethod(methods.find((one) => one === value) ?? "DNS_TXT");
            forget();
          }}
        >
          <Stack gap="sm" mt="xs">
            {methods.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`proofs.methods.${one}`)}
                description={
                  <>
                    {t(`domain.when.${one}`)}
                    <br />
                    {t(one === "HTTP_FILE" ? "domain.coversName" : "domain.coversAll", { name: domain.name })}
                  </>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
        {method === "EMAIL_CONSTRUCTED" && (
          <Checkbox.Group label={t("domain.mailboxes")} value={mailboxes} onChange={setMailboxes}>
            <Stack gap={6} mt="xs">
              {constructedMailboxes.map((one) => (
                <Checkbox
                  key={one}
                  value={one}
                  label={`${one}@${domain.name}`}
                  styles={{ label: { overflowWrap: "anywhere" } }}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Refusal outcome={outcome ?? foreseen} domain={domain.name} />
        <Group gap="sm">
          <Button type="submit" loading={starting} disabled={foreseen !== null}>
            {t(method.startsWith("EMAIL") ? "domain.sendMail" : "domain.start")}
          </Button>
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t("request.dialog.back")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Refusal({ outcome, domain }: { outcome: StartOutcome | null; domain: string }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const problem = outcome && outcome.__typename !== "DomainChallenge" ? outcome : null;
  useEffect(() => {
    if (problem && problem.__typename !== "DomainValidationRefused") box.current?.focus();
  }, [problem]);
  return (
    <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
      {problem?.__typename === "DomainValidationRefused" && <StartRefused domain={domain} reasons={problem.reasons} />}
      {problem && problem.__typename !== "DomainValidationRefused" && (
        <Alert color="red">{t(`domain.problem.${problem.__typename}`)}</Alert>
      )}
    </div>
  );
}
