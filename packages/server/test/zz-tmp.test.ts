import { expect, test } from "@jest/globals";
import { addAccount, addPerson, openHouse } from "./house.ts";
test("x", async () => {
  const house = await openHouse();
  const account = await addAccount(house); const ada = await addPerson(house, account, "STANDARD_USER");
  for (let i=0;i<4;i++){ const {data} = await house.ask(ada, `mutation { addDomain(input: { name: "q${i}.example.com" }) { ... on Domain { id } } }`);
   await house.ask(ada, `mutation ($id: ID!) { startDomainValidation(input: { domainId: $id, method: DNS_TXT }) { __typename } }`, {id: data.addDomain.id}); }
  await house.runJobs();
  const rows = await house.source.query("select queue_name, task_identifier, attempts, run_at, locked_at, last_error, priority from graphile_worker.jobs");
  const qs = await house.source.query("select * from graphile_worker._private_job_queues");
  await house.close();
  throw new Error(JSON.stringify({rows, qs, n: house.dns.questions.length},null,1));
});
