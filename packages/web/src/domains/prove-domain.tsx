import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Divider, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { ChooseMethod } from "./choose-method.tsx";
import type { DemoPages } from "./demo-buttons.tsx";
import { OpenChallenge } from "./open-challenge.tsx";

const fragment = graphql(`
  fragment ProveDomain_domain on Domain {
    id
    validation {
      status
    }
    lapse {
      soon
    }
    challenges {
      id
      state
      request {
        id
      }
      ...OpenChallenge_challenge
    }
    ...ChooseMethod_domain
  }
`);

interface Props {
  domain: FragmentType<typeof fragment>;
  names: string[];
  demo: DemoPages | null;
}

/** What to do next to prove a domain: choose how, or do what was chosen. */
export function ProveDomain({ domain: from, names, demo }: Props) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, fragmentName: "ProveDomain_domain", from });
  const [choosing, setChoosing] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const [begun, setBegun] = useState(0);
  useEffect(() => {
    if (begun > 0) top.current?.focus();
  }, [begun]);
  const open = domain.challenges.filter(({ state }) => state === "OPEN");
  const forAll = open.some(({ request }) => request === null);
  const urgent = domain.validation.status !== "VALIDATED" || domain.lapse?.soon === true;
  const chooses = choosing || (open.length === 0 && urgent);
  const started = () => {
    setChoosing(false);
    setBegun((before) => before + 1);
  };
  return (
    <Section
      title={t(chooses || !urgent ? "domain.prove" : "domain.next")}
      lead={t(chooses ? "domain.proveLead" : urgent || open.length > 0 ? "domain.nextLead" : "domain.renewLead")}
    >
      <Stack gap="md" ref={top} tabIndex={-1} style={{ outline: "none" }}>
        {chooses ? (
          <ChooseMethod
            domain={domain}
            names={names}
            onStarted={started}
            onBack={choosing ? () => setChoosing(false) : null}
          />
        ) : (
          <>
            {open.map((challenge, index) => (
              <Stack key={challenge.id} gap="md">
                {index > 0 && <Divider size="md" />}
                <OpenChallenge challenge={challenge} demo={demo} onOther={() => setChoosing(true)} />
              </Stack>
            ))}
            {!forAll && (
              <div>
                <Button variant="default" onClick={() => setChoosing(true)}>
                  {t(urgent ? "domain.proveForAll" : "domain.renew")}
                </Button>
              </div>
            )}
          </>
        )}
      </Stack>
    </Section>
  );
}
