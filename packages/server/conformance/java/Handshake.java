import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Asks Java's own PKIX and TLS, as a Java client would: chain, name, purpose, and revocation by CRL.
 * Arguments: the root, a file that lists CRLs, a file of items (id, kind, DER, issuer's DER,
 * host name, key, the certificate that an OCSP response is about, type; tabs between).
 * Prints one line for each item: its id, and what is wrong or nothing.
 */
public class Handshake {
    static final CertificateFactory X509;

    static {
        try {
            X509 = CertificateFactory.getInstance("X.509");
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    final Set<TrustAnchor> anchors;
    final CertStore crls;
    final SSLContext client;

    Handshake(X509Certificate root, List<X509CRL> lists) throws Exception {
        anchors = Set.of(new TrustAnchor(root, null));
        crls = CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists));
        PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors, new X509CertSelector());
        rules.addCertStore(crls);
        rules.addCertPathChecker(byCrlAlone());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(rules));
        client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
    }

    public static void main(String[] arguments) throws Exception {
        List<X509CRL> lists = new ArrayList<>();
        for (String path : Files.readAllLines(Path.of(arguments[1]))) lists.add(crl(path));
        Handshake judge = new Handshake(certificate(arguments[0]), lists);
        for (String line : Files.readAllLines(Path.of(arguments[2]))) {
            String[] item = line.split("\t", -1);
            System.out.println(item[0] + "\t" + judge.found(item));
        }
    }

    String found(String[] item) {
        try {
            X509Certificate issuer = certificate(item[3]);
            switch (item[1]) {
                case "crl" -> crl(item[2]).verify(issuer.getPublicKey());
                case "ocsp" -> believe(Files.readAllBytes(Path.of(item[2])), List.of(certificate(item[6]), issuer), item[7]);
                case "ca" -> validate(List.of(certificate(item[2])));
                default -> {
                    List<X509Certificate> chain = List.of(certificate(item[2]), issuer);
                    validate(chain);
                    shakeHands(chain, item[4], key(item[5], chain.get(0).getPublicKey().getAlgorithm()));
                }
            }
            return "";
        } catch (Exception error) {
            Throwable cause = error;
            while (cause.getCause() != null) cause = cause.getCause();
            return (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replaceAll("\\s+", " ");
        }
    }

    void validate(List<X509Certificate> chain) throws Exception {
        // RFC 5280 §6.1: the trust anchor is no part of the path.
        boolean root = chain.get(0).getSubjectX500Principal().equals(chain.get(0).getIssuerX500Principal());
        PKIXParameters rules = new PKIXParameters(anchors);
        rules.addCertStore(crls);
        if (root) rules.setRevocationEnabled(false);
        else rules.addCertPathChecker(byCrlAlone());
        CertPathValidator.getInstance("PKIX").validate(X509.generateCertPath(chain), rules);
    }

    /** Without it Java would ask the OCSP responder that the certificate names, which is not there. */
    static PKIXRevocationChecker byCrlAlone() throws Exception {
        PKIXRevocationChecker checker = (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(Set.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
        return checker;
    }

    /** Validates by that OCSP response alone; one that says "revoked" must be believed, too. */
    void believe(byte[] answer, List<X509Certificate> chain, String status) throws Exception {
        PKIXRevocationChecker checker = (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(Set.of(Option.NO_FALLBACK, Option.ONLY_END_ENTITY));
        checker.setOcspResponses(Map.of(chain.get(0), answer));
        PKIXParameters rules = new PKIXParameters(anchors);
        rules.addCertPathChecker(checker);
        boolean revoked = false;
        try {
            CertPathValidator.getInstance("PKIX").validate(X509.generateCertPath(chain), rules);
        } catch (CertPathValidatorException error) {
            revoked = error.getReason() == CertPathValidatorException.BasicReason.REVOKED;
            if (!revoked) throw error;
        }
        if (revoked != status.equals("revoked")) throw new IllegalStateException("Read as " + (revoked ? "revoked" : "good"));
    }

    void shakeHands(List<X509Certificate> chain, String hostName, PrivateKey key) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new OneKey(chain, key)}, null, null);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        SSLEngine asking = client.createSSLEngine(hostName, 443);
        asking.setUseClientMode(true);
        var wishes = asking.getSSLParameters();
        wishes.setEndpointIdentificationAlgorithm("HTTPS");
        asking.setSSLParameters(wishes);
        ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        asking.beginHandshake();
        for (int turn = 0; turn < 200; turn++) {
            step(asking, toClient, toServer);
            step(server, toServer, toClient);
            if (done(asking) && done(server) && toServer.position() == 0) return;
        }
        throw new IllegalStateException("The handshake does not end.");
    }

    static boolean done(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws Exception {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task; (task = engine.getDelegatedTask()) != null; ) task.run();
            }
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                if (in.position() == 0) return;
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(1 << 16));
                in.compact();
            }
        }
    }

    static X509Certificate certificate(String path) throws Exception {
        return (X509Certificate) X509.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(Path.of(path))));
    }

    static X509CRL crl(String path) throws Exception {
        return (X509CRL) X509.generateCRL(new ByteArrayInputStream(Files.readAllBytes(Path.of(path))));
    }

    static PrivateKey key(String path, String algorithm) throws Exception {
        String body = Files.readString(Path.of(path)).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    /** The server of one certificate, which it shows whatever is asked. */
    static class OneKey extends X509ExtendedKeyManager {
        final X509Certificate[] chain;
        final PrivateKey key;

        OneKey(List<X509Certificate> chain, PrivateKey key) {
            this.chain = chain.toArray(new X509Certificate[0]);
            this.key = key;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return type.startsWith(key.getAlgorithm()) ? "one" : null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
