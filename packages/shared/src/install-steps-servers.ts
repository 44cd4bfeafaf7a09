export const nginx = {
  en: [
    "Copy the file to the server beside its private key. The server's own certificate comes first in it, then the intermediate.",
    "In the server block set ssl_certificate to /etc/nginx/ssl/www_example_com.pem and ssl_certificate_key to /etc/nginx/ssl/www_example_com.key.",
    "Test the configuration and reload.",
    "$ sudo nginx -t && sudo systemctl reload nginx",
  ],
  zhHant: [
    "將檔案複製到伺服器，與私密金鑰放在一起。檔案中先是伺服器憑證，然後是中繼憑證。",
    "在 server 區塊將 ssl_certificate 設為 /etc/nginx/ssl/www_example_com.pem，將 ssl_certificate_key 設為 /etc/nginx/ssl/www_example_com.key。",
    "測試設定並重新載入。",
    "$ sudo nginx -t && sudo systemctl reload nginx",
  ],
};

export const apache = {
  en: [
    "Copy the file to the server beside its private key.",
    "In the virtual host set SSLCertificateFile to www_example_com.pem and SSLCertificateKeyFile to www_example_com.key.",
    "Before Apache 2.4.8, download the Apache ZIP instead and set SSLCertificateChainFile to its Intermediate.crt.",
    "Test the configuration and reload.",
    "$ sudo apachectl configtest && sudo apachectl graceful",
  ],
  zhHant: [
    "將檔案複製到伺服器，與私密金鑰放在一起。",
    "在虛擬主機將 SSLCertificateFile 設為 www_example_com.pem，將 SSLCertificateKeyFile 設為 www_example_com.key。",
    "Apache 2.4.8 以前的版本請改下載 Apache ZIP，並將 SSLCertificateChainFile 設為其中的 Intermediate.crt。",
    "測試設定並重新載入。",
    "$ sudo apachectl configtest && sudo apachectl graceful",
  ],
};

export const iis = {
  en: [
    "Copy the .p7b file to the machine that made the CSR: its private key is there and nowhere else.",
    "In IIS Manager open Server Certificates > Complete Certificate Request, choose the file and the store Web Hosting or Personal. Or on the command line:",
    "$ certreq -accept www_example_com.p7b",
    "Open the site's Bindings, edit or add the https binding and choose the new certificate. No restart is needed.",
  ],
  zhHant: [
    "將 .p7b 檔案複製到產生 CSR 的電腦：私密金鑰只在那台電腦上。",
    "在 IIS 管理員開啟「伺服器憑證」>「完成憑證要求」，選擇檔案以及存放區「Web Hosting」或「個人」。或使用命令列：",
    "$ certreq -accept www_example_com.p7b",
    "開啟網站的「繫結」，編輯或新增 https 繫結並選擇新憑證。不需要重新啟動。",
  ],
};

export const exchange = {
  en: [
    "Copy the .p7b file to the Exchange server that made the CSR.",
    "In the Exchange Management Shell import it; note the thumbprint in the answer.",
    '$ Import-ExchangeCertificate -FileData ([IO.File]::ReadAllBytes("C:\\certs\\www_example_com.p7b"))',
    "Enable it for the services that use it, with that thumbprint.",
    "$ Enable-ExchangeCertificate -Thumbprint THUMBPRINT -Services IIS,SMTP",
  ],
  zhHant: [
    "將 .p7b 檔案複製到產生 CSR 的 Exchange 伺服器。",
    "在 Exchange 管理命令介面匯入，並記下回應中的指紋。",
    '$ Import-ExchangeCertificate -FileData ([IO.File]::ReadAllBytes("C:\\certs\\www_example_com.p7b"))',
    "以該指紋為使用憑證的服務啟用憑證。",
    "$ Enable-ExchangeCertificate -Thumbprint THUMBPRINT -Services IIS,SMTP",
  ],
};

export const tomcat = {
  en: [
    "Copy the .p7b file to where the keystore is, and import it under the same alias as the key.",
    "$ keytool -importcert -alias www.example.com -file www_example_com.p7b -keystore www_example_com.p12",
    "Answer yes if keytool asks whether to trust the root. Point the Connector's certificateKeystoreFile to the keystore and restart Tomcat.",
    "$ sudo systemctl restart tomcat",
  ],
  zhHant: [
    "將 .p7b 檔案複製到金鑰儲存庫所在的位置，並以與金鑰相同的別名匯入。",
    "$ keytool -importcert -alias www.example.com -file www_example_com.p7b -keystore www_example_com.p12",
    "若 keytool 詢問是否信任根憑證，請回答 yes。將 Connector 的 certificateKeystoreFile 指向該金鑰儲存庫，然後重新啟動 Tomcat。",
    "$ sudo systemctl restart tomcat",
  ],
};

const joined = "$ (umask 077 && cat www_example_com.pem www_example_com.key > www_example_com_site.pem)";

export const haproxy = {
  en: [
    "Join certificate, intermediate and private key in one file.",
    joined,
    "Name that file in the bind line: bind :443 ssl crt /etc/haproxy/www_example_com_site.pem. Test the configuration and reload.",
    "$ sudo haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy",
  ],
  zhHant: [
    "將憑證、中繼憑證與私密金鑰合併成一個檔案。",
    joined,
    "在 bind 行指定該檔案：bind :443 ssl crt /etc/haproxy/www_example_com_site.pem。測試設定並重新載入。",
    "$ sudo haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy",
  ],
};

export const lighttpd = {
  en: [
    "Copy the file to the server beside its private key.",
    "Set ssl.pemfile to www_example_com.pem and ssl.privkey to www_example_com.key. Test the configuration and reload.",
    "$ sudo lighttpd -tt -f /etc/lighttpd/lighttpd.conf && sudo systemctl reload lighttpd",
  ],
  zhHant: [
    "將檔案複製到伺服器，與私密金鑰放在一起。",
    "將 ssl.pemfile 設為 www_example_com.pem，將 ssl.privkey 設為 www_example_com.key。測試設定並重新載入。",
    "$ sudo lighttpd -tt -f /etc/lighttpd/lighttpd.conf && sudo systemctl reload lighttpd",
  ],
};
