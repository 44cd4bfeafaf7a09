import type { RouteObject } from "react-router";
import { Crash } from "./crash.tsx";
import { Home } from "./home.tsx";
import { Layout } from "./layout.tsx";
import { NotFound } from "./not-found.tsx";
import { PagesOf } from "./pages-of.tsx";

/** URL → page. Each page is a chunk of its own, fetched when it is first opened. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: Crash,
    HydrateFallback: () => null,
    children: [
      {
        path: "/choose-password",
        lazy: async () => ({ Component: (await import("../pages/choose-password.tsx")).ChoosePassword }),
      },
      {
        path: "/domain-approval",
        lazy: async () => ({ Component: (await import("../pages/domain-approval.tsx")).DomainApproval }),
      },
      { path: "/sign-in", lazy: async () => ({ Component: (await import("../pages/sign-in.tsx")).SignIn }) },
      {
        Component: () => <Layout open />,
        children: page("/playground", async () => (await import("../pages/playground.tsx")).Playground),
      },
      {
        Component: Layout,
        children: [
          { path: "/", Component: Home },
          { element: <PagesOf side="CUSTOMER" />, children: customersPages() },
          { element: <PagesOf side="AUTHORITY" />, children: specialistsPages() },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
];

function customersPages(): RouteObject[] {
  return [
    ...page("/orders", async () => (await import("../pages/orders.tsx")).Orders),
    ...page("/orders/new", async () => (await import("../pages/place-order.tsx")).PlaceOrder),
    ...page("/orders/import", async () => (await import("../pages/import-order.tsx")).ImportOrder),
    ...page("/orders/:number", async () => (await import("../pages/order.tsx")).Order),
    ...page(
      "/orders/:number/duplicates/new",
      async () => (await import("../pages/request-duplicate.tsx")).RequestDuplicate,
    ),
    ...page("/orders/:number/reissues/new", async () => (await import("../pages/request-reissue.tsx")).RequestReissue),
    ...page("/certificates/:id", async () => (await import("../pages/certificate.tsx")).Certificate),
    ...page("/domains", async () => (await import("../pages/domains.tsx")).Domains),
    ...page("/domains/:id", async () => (await import("../pages/domain.tsx")).Domain),
    ...page("/organizations", async () => (await import("../pages/organizations.tsx")).Organizations),
    ...page("/organizations/new", async () => (await import("../pages/new-organization.tsx")).NewOrganization),
    ...page("/organizations/:id", async () => (await import("../pages/organization.tsx")).Organization),
    ...page("/requests", async () => (await import("../pages/requests.tsx")).Requests),
    ...page("/requests/:id", async () => (await import("../pages/request.tsx")).Request),
    ...page("/settings/preferences", async () => (await import("../pages/preferences.tsx")).Preferences),
  ];
}

function specialistsPages(): RouteObject[] {
  return [
    ...page("/verifications", async () => (await import("../pages/verifications.tsx")).Verifications),
    ...page("/verifications/:id", async () => (await import("../pages/verification.tsx")).Verification),
  ];
}

function page(path: string, load: () => Promise<React.ComponentType>): RouteObject[] {
  return [{ path, ErrorBoundary: Crash, lazy: async () => ({ Component: await load() }) }];
}
