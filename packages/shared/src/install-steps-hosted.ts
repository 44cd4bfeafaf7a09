export const f5 = {
  en: [
    "Unpack the ZIP and copy its files and the private key to the BIG-IP, for example to /var/tmp.",
    "Import key, certificate and intermediate separately.",
    "$ tmsh install sys crypto key www_example_com from-local-file /var/tmp/www_example_com.key",
    "$ tmsh install sys crypto cert www_example_com from-local-file /var/tmp/www_example_com.crt",
    "$ tmsh install sys crypto cert www_example_com_chain from-local-file /var/tmp/Intermediate.crt",
    "In the client SSL profile choose this certificate, key and chain, and assign the profile to the virtual server.",
  ],
  zhHant: [
    "解壓縮 ZIP，並將其中的檔案與私密金鑰複製到 BIG-IP，例如 /var/tmp。",
    "分別匯入金鑰、憑證與中繼憑證。",
    "$ tmsh install sys crypto key www_example_com from-local-file /var/tmp/www_example_com.key",
    "$ tmsh install sys crypto cert www_example_com from-local-file /var/tmp/www_example_com.crt",
    "$ tmsh install sys crypto cert www_example_com_chain from-local-file /var/tmp/Intermediate.crt",
    "在用戶端 SSL 設定檔中選擇此憑證、金鑰與憑證鏈，並將設定檔指派給虛擬伺服器。",
  ],
};

export const citrix = {
  en: [
    "Unpack the ZIP and upload its files and the private key to /nsconfig/ssl.",
    "Install the pair of certificate and key, then the intermediate, and link the two.",
    "$ add ssl certKey www_example_com -cert www_example_com.crt -key www_example_com.key",
    "$ add ssl certKey www_example_com_chain -cert Intermediate.crt",
    "$ link ssl certKey www_example_com www_example_com_chain",
    "Bind the pair to the virtual server and save the configuration.",
  ],
  zhHant: [
    "解壓縮 ZIP，並將其中的檔案與私密金鑰上傳到 /nsconfig/ssl。",
    "先安裝憑證與金鑰組，再安裝中繼憑證，然後將兩者連結。",
    "$ add ssl certKey www_example_com -cert www_example_com.crt -key www_example_com.key",
    "$ add ssl certKey www_example_com_chain -cert Intermediate.crt",
    "$ link ssl certKey www_example_com www_example_com_chain",
    "將憑證與金鑰組繫結到虛擬伺服器，並儲存設定。",
  ],
};

export const cpanel = {
  en: [
    "Unpack the ZIP. In cPanel open SSL/TLS > Manage SSL sites and choose the domain.",
    "Paste www_example_com.crt into Certificate (CRT), the private key into Private Key (KEY) and Intermediate.crt into Certificate Authority Bundle (CABUNDLE).",
    "Choose Install Certificate.",
  ],
  zhHant: [
    "解壓縮 ZIP。在 cPanel 開啟 SSL/TLS > Manage SSL sites 並選擇網域。",
    "將 www_example_com.crt 貼到 Certificate (CRT)，將私密金鑰貼到 Private Key (KEY)，將 Intermediate.crt 貼到 Certificate Authority Bundle (CABUNDLE)。",
    "選擇 Install Certificate。",
  ],
};

export const plesk = {
  en: [
    "Unpack the ZIP. In Plesk open Websites & Domains > SSL/TLS Certificates > Manage and choose the entry that made the CSR.",
    "Upload www_example_com.crt as Certificate and Intermediate.crt as CA certificate.",
    "In the hosting settings of the domain choose this certificate.",
  ],
  zhHant: [
    "解壓縮 ZIP。在 Plesk 開啟 Websites & Domains > SSL/TLS Certificates > Manage，並選擇產生 CSR 的項目。",
    "將 www_example_com.crt 上傳為 Certificate，將 Intermediate.crt 上傳為 CA certificate。",
    "在網域的主機設定中選擇此憑證。",
  ],
};

export const aws = {
  en: [
    "Unpack the ZIP beside the private key and import certificate, key and chain separately, in the region that uses them (us-east-1 for CloudFront).",
    "$ aws acm import-certificate --certificate fileb://www_example_com.crt --private-key fileb://www_example_com.key --certificate-chain fileb://Intermediate.crt",
    "Choose the imported certificate in the load balancer's or the distribution's HTTPS listener.",
  ],
  zhHant: [
    "將 ZIP 解壓縮到私密金鑰所在的資料夾，並在使用憑證的區域（CloudFront 為 us-east-1）分別匯入憑證、金鑰與憑證鏈。",
    "$ aws acm import-certificate --certificate fileb://www_example_com.crt --private-key fileb://www_example_com.key --certificate-chain fileb://Intermediate.crt",
    "在負載平衡器或散發的 HTTPS 接聽程式中選擇匯入的憑證。",
  ],
};

export const azure = {
  en: [
    "Azure takes certificate, chain and key as one PFX file. Make it where the private key is.",
    "$ openssl pkcs12 -export -in www_example_com.pem -inkey www_example_com.key -out www_example_com.pfx",
    "Import it into the Key Vault, then choose it in the App Service, Front Door or Application Gateway.",
    "$ az keyvault certificate import --vault-name VAULT --name NAME --file www_example_com.pfx --password PASSWORD",
  ],
  zhHant: [
    "Azure 需要將憑證、憑證鏈與金鑰放在同一個 PFX 檔案。請在私密金鑰所在的電腦上產生。",
    "$ openssl pkcs12 -export -in www_example_com.pem -inkey www_example_com.key -out www_example_com.pfx",
    "匯入 Key Vault，然後在 App Service、Front Door 或 Application Gateway 中選擇它。",
    "$ az keyvault certificate import --vault-name VAULT --name NAME --file www_example_com.pfx --password PASSWORD",
  ],
};

export const gcp = {
  en: [
    "Upload the file, which holds the chain, together with the private key.",
    "$ gcloud compute ssl-certificates create NAME --certificate=www_example_com.pem --private-key=www_example_com.key",
    "Add the new certificate to the HTTPS target proxy of the load balancer.",
  ],
  zhHant: [
    "將含有憑證鏈的檔案與私密金鑰一併上傳。",
    "$ gcloud compute ssl-certificates create NAME --certificate=www_example_com.pem --private-key=www_example_com.key",
    "將新憑證加入負載平衡器的 HTTPS 目標 Proxy。",
  ],
};

export const other = {
  en: [
    "Unpack the ZIP: www_example_com.crt is the server's own certificate, Intermediate.crt the CA's, TrustedRoot.crt the root.",
    "The server has to send its own certificate first and the intermediate after it; the root stays with the clients.",
    "Follow the manual of your server to install certificate, chain and private key.",
  ],
  zhHant: [
    "解壓縮 ZIP：www_example_com.crt 是伺服器憑證，Intermediate.crt 是中繼憑證，TrustedRoot.crt 是根憑證。",
    "伺服器必須先送出自己的憑證，再送出中繼憑證；根憑證由用戶端保存。",
    "依照您的伺服器手冊安裝憑證、憑證鏈與私密金鑰。",
  ],
};
