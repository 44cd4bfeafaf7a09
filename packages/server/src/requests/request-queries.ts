import { RequestKind } from "@duplicert/shared/issuance-refusals";
import { RequestStatus } from "@duplicert/shared/request-status";
import { seesAllOrders } from "@duplicert/shared/roles";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { Member, membersById } from "../accounts/member.ts";
import { Certificate, certificatesById } from "../certificates/certificate.ts";
import { certificateOfIssuance } from "../certificates/certificate-queries.ts";
import { issuancesById } from "../certificates/issuance.ts";
import { connectionOf, type Keyset, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Order, ordersById } from "../orders/order.ts";
import { CertificateRequest, requestsById, statusOfRequest } from "./certificate-request.ts";
import { isApprover, secondPersonProblem, seesRequestsOn } from "./open-request.ts";
import { decisionsOfRequest, RequestDecision } from "./request-decision.ts";
import { RevocationRequest } from "./revocation-request.ts";

registerEnumType(RequestKind, {
  name: "RequestKind",
  description: "What a request asks for.",
  valuesConfig: {
    ORIGINAL: { description: "The first certificate of an order that was placed." },
    DUPLICATE: { description: "Another certificate of an order, for another server." },
    REISSUE: { description: "A certificate that takes the place of the primary one." },
    REVOCATION: { description: "That a certificate, or everything on an order, is revoked." },
  },
});

export const CertificateRequestConnection = connectionOf(CertificateRequest, "CertificateRequest");
type CertificateRequestConnection = InstanceType<typeof CertificateRequestConnection>;

@InputType({ description: "Which requests to list; all conditions hold." })
export class CertificateRequestFilter {
  @Field(() => [RequestStatus], {
    nullable: true,
    description: "Only requests in one of these states; an empty list or null means any.",
  })
  status?: RequestStatus[] | null;
  @Field(() => [RequestKind], {
    nullable: true,
    description: "Only requests of one of these kinds; an empty list or null means any.",
  })
  kind?: RequestKind[] | null;
  @Field(() => Int, { nullable: true, description: "Only requests on this order." })
  orderNumber?: number | null;
}

/** Newest first; equal times by id. */
export const requestsNewestFirst: Keyset<CertificateRequest> = {
  columns: [
    { path: "r.requestedAt", cast: "timestamptz", valueOf: (request) => request.requestedAt.toISOString() },
    { path: "r.id", cast: "uuid", valueOf: (request) => request.id },
  ],
  direction: "DESC",
};

@Resolver(() => CertificateRequest)
export class RequestQueries {
  @Query(() => CertificateRequest, {
    nullable: true,
    description: "One request; null when it is not there or not yours to see.",
  })
  async certificateRequest(
    @Arg("id", () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<CertificateRequest | null> {
    const request = isUuid(id) ? await context.many(requestsById).load(id) : undefined;
    return request && seesRequestsOn(context.viewer, await this.order(request, context)) ? request : null;
  }

  @Query(() => CertificateRequestConnection, {
    description: "The requests you may see, a page at a time, newest first.",
  })
  certificateRequests(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Arg("filter", () => CertificateRequestFilter, { nullable: true, description: "Which ones; default: all." })
    filter: CertificateRequestFilter | null,
    @Ctx() context: Context,
  ): Promise<CertificateRequestConnection> {
    return context.look(async (db) => {
      const { viewer } = context;
      const query = db
        .createQueryBuilder(CertificateRequest, "r")
        .where("r.accountId = :accountId", { accountId: viewer.accountId });
      if (!seesAllOrders(viewer.role)) {
        query.andWhere(`r.orderId in (select o.id from "order" o where o.placed_by = :viewer)`, { viewer: viewer.id });
      }
      if (filter?.status?.length) inStatus(query, filter.status);
      if (filter?.kind?.length) query.andWhere("r.kind in (:...kinds)", { kinds: filter.kind });
      if (filter?.orderNumber != null) {
        query.andWhere(`r.orderId in (select o.id from "order" o where o.number = :number)`, {
          number: filter.orderNumber,
        });
      }
      return CertificateRequestConnection.of(await readPage(query, requestsNewestFirst, { first, after }));
    });
  }

  @FieldResolver(() => RequestStatus, { description: "Where it stands." })
  async status(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<RequestStatus> {
    return statusOfRequest(request, (await issuanceOf(request, context)) ?? null);
  }

  @FieldResolver(() => Order, { description: "The order it is on." })
  async order(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<Order> {
    return (await context.many(ordersById).load(request.orderId)) as Order;
  }

  @FieldResolver(() => Member, { description: "Who asked." })
  async requestedBy(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<Member> {
    return (await context.many(membersById).load(request.requestedById)) as Member;
  }

  @FieldResolver(() => [RequestDecision], { description: "Who decided what, in order." })
  async decisions(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<RequestDecision[]> {
    return (await context.many(decisionsOfRequest).load(request.id)) ?? [];
  }

  @FieldResolver(() => String, { nullable: true, description: "Why it could not be issued; null unless FAILED." })
  async failure(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<string | null> {
    const issuance = await issuanceOf(request, context);
    return issuance && statusOfRequest(request, issuance) === "FAILED" ? (issuance.failure?.message ?? null) : null;
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description:
      "The certificate that came of it; null until ISSUED, then the same one for ever. Of a request to revoke: the one it is about; null for a whole order.",
  })
  async certificate(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<Certificate | null> {
    if (request instanceof RevocationRequest) return revokedBy(request, context);
    return request.issuanceId ? ((await context.many(certificateOfIssuance).load(request.issuanceId)) ?? null) : null;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether you may approve it now: it waits, your role allows it, and no second person is required.",
  })
  async mayDecide(@Root() request: CertificateRequest, @Ctx() context: Context): Promise<boolean> {
    if (!isApprover(context.viewer) || (request.state !== "SUBMITTED" && request.state !== "PENDING")) return false;
    if (request instanceof RevocationRequest) return true;
    const order = await this.order(request, context);
    const decisions = await this.decisions(request, context);
    if (decisions.some((d) => d.outcome === "APPROVED" && d.byId === context.viewer.id)) return false;
    return (await context.look((db) => secondPersonProblem(db, context.viewer, order, request.requestedById))) === null;
  }
}

async function revokedBy({ certificateId }: RevocationRequest, context: Context): Promise<Certificate | null> {
  return certificateId ? ((await context.many(certificatesById).load(certificateId)) ?? null) : null;
}

async function issuanceOf(request: CertificateRequest, context: Context) {
  return request.issuanceId ? context.many(issuancesById).load(request.issuanceId) : null;
}

// APPROVED, ISSUED and FAILED are read from the issuance; a revocation has none, and is APPROVED once carried out.
function inStatus(query: SelectQueryBuilder<CertificateRequest>, status: RequestStatus[]): void {
  query
    .leftJoin("issuance", "i", "i.id = r.issuance_id")
    .andWhere(
      `case when r.state <> 'APPROVED' then r.state when i.state is null or i.state = 'READY' then 'APPROVED' else i.state end in (:...status)`,
      { status },
    );
}
