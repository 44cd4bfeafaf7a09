import { aws, azure, citrix, cpanel, f5, gcp, other, plesk } from "./install-steps-hosted.ts";
import { apache, exchange, haproxy, iis, lighttpd, nginx, tomcat } from "./install-steps-servers.ts";

/** What to do with the download, in each language: sentences, and command lines that begin with "$ ". */
export interface InstallSteps {
  en: string[];
  zhHant: string[];
}

// The last step everywhere: what the server really sends, and whether the certificate belongs to the key.
const check: InstallSteps = {
  en: [
    "Check what the server now sends: the names, the expiry and the whole chain.",
    "$ openssl s_client -connect www.example.com:443 -servername www.example.com -verify_hostname www.example.com -CAfile TrustedRoot.pem -showcerts </dev/null",
  ],
  zhHant: [
    "檢查伺服器現在送出的內容：名稱、到期日與完整的憑證鏈。",
    "$ openssl s_client -connect www.example.com:443 -servername www.example.com -verify_hostname www.example.com -CAfile TrustedRoot.pem -showcerts </dev/null",
  ],
};

const keyMatch: InstallSteps = {
  en: [
    "Make sure that the certificate belongs to the private key on this server: both lines must be the same.",
    "$ openssl x509 -in www_example_com.pem -noout -pubkey | openssl sha256",
    "$ openssl pkey -in www_example_com.key -pubout | openssl sha256",
  ],
  zhHant: [
    "確認憑證屬於這台伺服器的私密金鑰：兩行輸出必須相同。",
    "$ openssl x509 -in www_example_com.pem -noout -pubkey | openssl sha256",
    "$ openssl pkey -in www_example_com.key -pubout | openssl sha256",
  ],
};

const join = (...parts: InstallSteps[]): InstallSteps => ({
  en: parts.flatMap((part) => part.en),
  zhHant: parts.flatMap((part) => part.zhHant),
});

/** The steps for each platform, ending with the check that holds everywhere. */
export const installSteps = {
  nginx: join(nginx, keyMatch, check),
  apache: join(apache, keyMatch, check),
  iis: join(iis, check),
  exchange: join(exchange, check),
  tomcat: join(tomcat, check),
  haproxy: join(haproxy, keyMatch, check),
  lighttpd: join(lighttpd, keyMatch, check),
  f5: join(f5, check),
  citrix: join(citrix, check),
  cpanel: join(cpanel, check),
  plesk: join(plesk, check),
  aws: join(aws, check),
  azure: join(azure, check),
  gcp: join(gcp, check),
  other: join(other, check),
} satisfies Record<string, InstallSteps>;
