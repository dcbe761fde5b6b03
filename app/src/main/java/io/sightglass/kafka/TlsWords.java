package io.sightglass.kafka;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

/// Says why two sides did not agree on TLS, and what to change.
final class TlsWords {
    private TlsWords() {}

    /// Our side refused the other's certificate.
    static boolean isOurRefusal(Throwable failure) {
        return has(failure, CertificateException.class)
                || has(failure, CertPathBuilderException.class);
    }

    /// The other side said why it does not go on.
    static boolean isAlert(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Received fatal alert");
    }

    /// The alerts of RFC 8446, section 6.2, that are about our certificate, such as
    /// `certificate_required` and `unknown_ca`.
    static boolean isAboutCertificate(Throwable alert) {
        var message = String.valueOf(alert.getMessage());
        return message.contains("certificate") || message.contains("unknown_ca");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /// @param certificate what the server shows; null where that could not be seen
    static Sentence refused(
            Throwable failure,
            Address address,
            @Nullable X509Certificate certificate,
            InstantSource clock) {
        var sentence = Sentence.builder().text("The certificate of ").strong(address.toString());
        if (certificate == null) {
            return sentence.text(
                            " is not one that this connection trusts; give the certificate of the"
                                    + " authority that signed it in the connection.")
                    .build();
        }
        var now = Date.from(clock.instant());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        if (now.after(certificate.getNotAfter())) {
            return sentence.text(" expired on ")
                    .strong(day(certificate.getNotAfter()))
                    .text("; its owner must renew it. This computer's clock says ")
                    .text(today + " (UTC): if that is wrong, set the clock.")
                    .build();
        }
        if (now.before(certificate.getNotBefore())) {
            return sentence.text(" is valid only from ")
                    .strong(day(certificate.getNotBefore()))
                    .text(" on, and this computer's clock says ")
                    .text(today + " (UTC): if that is wrong, set the clock.")
                    .build();
        }
        if (!has(failure, CertPathBuilderException.class)
                && !has(failure, CertPathValidatorException.class)) {
            return otherHost(address, certificate);
        }
        return sentence.text(" is signed by ")
                .strong(PeerCertificate.name(certificate.getIssuerX500Principal()))
                .text(
                        ", which this connection does not trust; give that authority's certificate"
                                + " in the connection.")
                .build();
    }

    /// The certificate is good, but for others.
    private static Sentence otherHost(Address address, X509Certificate certificate) {
        var names = PeerCertificate.names(certificate);
        return Sentence.builder()
                .text("The certificate of ")
                .strong(address.toString())
                .text(" is for ")
                .strong(String.join(", ", names.subList(0, Math.min(names.size(), 3))))
                .text(", not for ")
                .strong(address.host())
                .text(
                        "; connect by a name that it is for, or have this one added to the"
                                + " certificate.")
                .build();
    }

    /// The other side refused ours, or missed it.
    static Sentence clientCertificate(Address address, boolean given) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(
                        given
                                ? " refused this connection's client certificate; check that it is"
                                        + " the one for this cluster, that it has not expired, and"
                                        + " that the cluster trusts its authority."
                                : " asks for a client certificate (mTLS), which this connection"
                                        + " does not give; give a certificate with its key in the"
                                        + " connection.")
                .build();
    }

    static Sentence noAgreement(Address address) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(
                        " and this computer found no version and cipher of TLS that both know; ask"
                                + " the cluster's owner which TLS versions it allows.")
                .build();
    }

    private static String day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString();
    }
}
