export { GraphQLDateTime as DateTime, GraphQLJSONObject as JSONObject } from "graphql-scalars";
