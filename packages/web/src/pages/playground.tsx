import { useSuspenseQuery } from "@apollo/client/react";
import { Alert, Button, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { isSignedOut } from "../app/apollo.ts";
import { signInPath } from "../app/sign-in-path.ts";
import type { PlaygroundPageQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { type ExampleData, type ExampleKey, exampleKeys, examples, forGood, needCsr } from "../playground/examples.ts";
import { CopyCommand } from "../ui/copy-block.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { Section } from "../ui/section.tsx";

// Over a megabyte: fetched only where it is used, and only by who is signed in.
const GraphiqlPane = lazy(async () => ({ default: (await import("../playground/graphiql-pane.tsx")).GraphiqlPane }));

const query = graphql(`
  query PlaygroundPage {
    viewer {
      id
    }
    orders(first: 1, filter: { status: [ISSUED] }) {
      nodes {
        id
        number
        certificate {
          id
        }
      }
    }
    domains(first: 1, filter: { status: [PENDING, EXPIRED] }) {
      nodes {
        id
      }
    }
    waiting: certificateRequests(first: 1, filter: { status: [SUBMITTED, PENDING] }) {
      nodes {
        id
      }
    }
    failed: certificateRequests(first: 1, filter: { status: [FAILED] }) {
      nodes {
        id
      }
    }
  }
`);

/** `/playground`: GraphiQL with an example for each task, filled in from the viewer's own account. */
export function Playground() {
  const { t } = useTranslation();
  const { data, error } = useSuspenseQuery(query, {
    fetchPolicy: "network-only",
    errorPolicy: "all",
    context: { signedOutIsFine: true },
  });
  if (error && !isSignedOut(error)) throw error;
  return (
    <Stack gap="md">
      <title>{`${t("playground.title")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("playground.title")}</Title>
        <Text c="dimmed" maw="46rem">
          {t("playground.lead")}
        </Text>
      </div>
      {data?.viewer ? <Examples data={toExampleData(data)} /> : <SignInFirst />}
      <Section title={t("playground.scripts")} lead={t("playground.scriptsLead")}>
        <CopyCommand value={curl(window.location.origin)} of={t("playground.scripts")} />
      </Section>
    </Stack>
  );
}

function Examples({ data }: { data: ExampleData }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const key: ExampleKey = exampleKeys.find((one) => one === params.get("example")) ?? "viewer";
  const { query, variables } = examples[key];
  return (
    <>
      <Select
        label={t("playground.examples")}
        description={t("playground.real")}
        maw={420}
        data={exampleKeys.map((value) => ({ value, label: t(`playground.example.${value}`) }))}
        value={key}
        onChange={(value) => value && setParams({ example: value }, { replace: true, preventScrollReset: true })}
        allowDeselect={false}
      />
      {forGood.has(key) && <Alert color="yellow">{t("playground.forGood")}</Alert>}
      {needCsr.has(key) && <Hint text={t("playground.csrHint")} command={csrLine} />}
      {key === "reportCompromisedKey" && <Hint text={t("playground.proofHint")} command={proofLine} />}
      <Suspense fallback={<PageSkeleton boxes={1} />}>
        <GraphiqlPane
          key={key}
          name={key}
          query={query}
          variables={variables ? JSON.stringify(variables(data), null, 2) : ""}
        />
      </Suspense>
    </>
  );
}

function Hint({ text, command }: { text: string; command: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" mb={4}>
        {text}
      </Text>
      <CopyCommand value={command} of={t("csr.command")} />
    </div>
  );
}

function SignInFirst() {
  const { t } = useTranslation();
  return (
    <Paper>
      <Stack gap="xs" align="flex-start">
        <Title order={2}>{t("playground.signInFirst")}</Title>
        <Text size="sm">{t("playground.signInWhy")}</Text>
        <Button component={Link} to={signInPath("/playground")}>
          {t("playground.signIn")}
        </Button>
      </Stack>
    </Paper>
  );
}

function toExampleData({ orders, domains, waiting, failed }: PlaygroundPageQuery): ExampleData {
  const [order] = orders.nodes;
  return {
    orderNumber: order?.number ?? null,
    certificateId: order?.certificate?.id ?? null,
    domainId: domains.nodes[0]?.id ?? null,
    waitingRequestId: waiting.nodes[0]?.id ?? null,
    failedRequestId: failed.nodes[0]?.id ?? null,
  };
}

// The base64 of the DER on one line is a JSON string as it stands; PEM has line ends to escape.
const csrLine = "openssl req -new -newkey rsa:2048 -nodes -keyout server.key -subj / -outform DER | openssl base64 -A";
const proofLine =
  "openssl req -new -key server.key -subj '/CN=This private key is compromised' -outform DER | openssl base64 -A";

function curl(origin: string): string {
  return `curl ${origin}/graphql -H "x-api-key: $API_KEY" -H "content-type: application/json" \\
  --data '{"query":"{ viewer { name role } orders(first: 5) { nodes { number status commonName } } }"}'`;
}
