package io.sightglass.kafka;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

/// Looks at the certificate that a server shows, so as to say what is wrong with it. The handshake
/// for that is always broken off: nothing here trusts anything.
final class PeerCertificate {
    private PeerCertificate() {}

    /// The server's own certificate; null when it shows none within `limit`.
    static @Nullable X509Certificate look(
            InetAddress ip, Address address, Deadline deadline, Duration limit) {
        var seen = new Refusing();
        try (var wire = Wire.connect(ip, address.port(), deadline)) {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            var socket = wire.startTls(context, address, false, limit);
            throw new IllegalStateException("a handshake that is refused was done: " + socket);
        } catch (IOException e) {
            return seen.certificate; // the refusal, as a rule
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this Java", e);
        }
    }

    /// The names that a certificate is for: the alternative names, or the common name where there
    /// are none.
    static List<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (var entry : alternatives) {
                    int type = (Integer) entry.getFirst();
                    if (type == 2 || type == 7) { // dNSName, iPAddress (RFC 5280, 4.2.1.6)
                        names.add(String.valueOf(entry.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // It has none that can be read.
        }
        if (names.isEmpty()) {
            names.add(name(certificate.getSubjectX500Principal()));
        }
        return new ArrayList<>(names);
    }

    /// The common name, or all of it where there is none.
    static String name(X500Principal principal) {
        for (var part : principal.getName().split("(?<!\\\\),", -1)) {
            if (part.startsWith("CN=")) {
                return part.substring(3);
            }
        }
        return principal.getName();
    }

    private static final class Refusing extends X509ExtendedTrustManager {
        private volatile @Nullable X509Certificate certificate;

        private void refuse(X509Certificate[] chain) throws CertificateException {
            certificate = chain[0];
            throw new CertificateException("only looked at");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            refuse(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
