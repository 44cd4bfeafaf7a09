import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import pg from "pg";

/** Settings of sign-in that come from the environment. */
export interface AuthOptions {
  databaseUrl: string;
  secret: string;
  /** Where browsers reach the product, e.g. https://certs.example.com */
  publicUrl: string;
  /** Further origins that serve the same product (127.0.0.1 beside localhost). */
  trustedOrigins: string[];
}

/** The header in which `serve` itself states the client's address; whatever a client sends under this name is overwritten. */
export const clientAddressHeader = "x-duplicert-client-address";

/** Password sessions for people and keys for scripts: better-auth on our own tables, which migrations make. */
export function createAuth(options: AuthOptions) {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 5,
    // bigint columns hold milliseconds here: as text they would be concatenated, not added
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as "text"),
    } as pg.CustomTypesConfig,
  });
  pool.on("error", () => {});
  const auth = betterAuth({
    appName: "Duplicert",
    baseURL: options.publicUrl,
    basePath: "/api/auth",
    secret: options.secret,
    trustedOrigins: [options.publicUrl, ...options.trustedOrigins],
    database: pool,
    telemetry: { enabled: false },
    // its 500s are ours to log (http/auth-routes.ts); a mistyped password is no news
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      modelName: "member",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
      additionalFields: {
        accountId: { type: "string", required: true, input: false, fieldName: "account_id" },
        role: { type: "string", required: true, input: false },
        locale: { type: "string", required: true, input: false },
      },
    },
    session: { modelName: "auth_session", expiresIn: 60 * 60 * 12, updateAge: 60 * 60 },
    account: { modelName: "auth_credential" },
    verification: { modelName: "auth_verification" },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "auth_rate_limit",
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    plugins: [
      apiKey({
        defaultPrefix: "dc_",
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: "auth_api_key" } },
      }),
    ],
    advanced: {
      database: { generateId: "uuid" },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      cookiePrefix: "duplicert",
      // said outright: left out, NODE_ENV=test would switch both checks off
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
  });
  return { auth, close: () => pool.end() };
}

export type Auth = ReturnType<typeof createAuth>["auth"];
