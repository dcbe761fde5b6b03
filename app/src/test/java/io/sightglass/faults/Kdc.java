package io.sightglass.faults;

import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.apache.kerby.kerberos.kerb.server.KdcServer;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Kerberos KDC (Apache Kerby) on the loopback, over TCP, for the realm [#REALM]; and a realm
/// whose KDC is away. `krb5.conf` says where both are.
///
/// Java looks for that file by a property of the whole process; nothing else here uses Kerberos.
final class Kdc implements AutoCloseable {
    static final String REALM = "SIGHTGLASS.TEST";
    static final String REALM_AWAY = "AWAY.TEST";

    private static final List<EncryptionType> KEYS =
            List.of(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96);
    private static final int KEY_VERSION = 1;

    private final Path folder;
    private final KdcServer server;

    /// @param folder its own
    Kdc(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        server = new KdcServer();
        server.setKdcRealm(REALM);
        server.setKdcHost("127.0.0.1");
        server.setAllowUdp(false);
        server.setAllowTcp(true);
        int port = SecuredBroker.free();
        server.setKdcTcpPort(port);
        server.setWorkDir(folder.toFile());
        server.init();
        add("krbtgt/" + REALM, "of the KDC");
        add(service(), "of the broker");
        add("alice", "of alice");
        server.start();
        Files.writeString(config(), words(port, SecuredBroker.free()));
        System.setProperty("java.security.krb5.conf", config().toString());
    }

    private static String words(int port, int away) {
        return """
        [libdefaults]
          default_realm = %1$s
          udp_preference_limit = 1
          dns_lookup_kdc = false
          dns_lookup_realm = false
          dns_canonicalize_hostname = false
        [realms]
          %1$s = {
            kdc = 127.0.0.1:%2$d
          }
          %3$s = {
            kdc = 127.0.0.1:%4$d
          }
        """
                .formatted(REALM, port, REALM_AWAY, away);
    }

    private void add(String name, String password) throws Exception {
        var identity = new KrbIdentity(full(name, REALM));
        identity.setKeyVersion(KEY_VERSION);
        identity.addKeys(EncryptionUtil.generateKeys(full(name, REALM), password, KEYS));
        server.getIdentityService().addIdentity(identity);
    }

    /// Clients name the broker by what its address is called here: `kafka/localhost`, mostly.
    private static String service() throws IOException {
        return "kafka/" + InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostName();
    }

    /// Whose keys [#brokers] are.
    static String broker() throws IOException {
        return full(service(), REALM);
    }

    private static String full(String name, String realm) {
        return name + "@" + realm;
    }

    /// The file that says where the KDCs are.
    Path config() {
        return folder.resolve("krb5.conf");
    }

    /// The keys of the brokers.
    Path brokers() throws Exception {
        var keys = new Keytab();
        put(keys, full(service(), REALM), "of the broker");
        return store(keys, "brokers");
    }

    /// The key of `alice`, whom the KDC knows.
    Path alice() throws Exception {
        return keytab("alice", REALM, "of alice");
    }

    /// A key of alice's from before she changed her password.
    Path formerAlice() throws Exception {
        return keytab("alice", REALM, "of alice, formerly");
    }

    /// The key of somebody whom the KDC does not know.
    Path nobody() throws Exception {
        return keytab("nobody", REALM, "of nobody");
    }

    /// A key for the realm whose KDC is away.
    Path away() throws Exception {
        return keytab("alice", REALM_AWAY, "of alice");
    }

    private Path keytab(String name, String realm, String password) throws Exception {
        var keys = new Keytab();
        put(keys, full(name, realm), password);
        return store(keys, name);
    }

    private static void put(Keytab keys, String principal, String password) throws Exception {
        for (var key : EncryptionUtil.generateKeys(principal, password, KEYS)) {
            keys.addEntry(
                    new KeytabEntry(
                            new PrincipalName(principal), KerberosTime.now(), KEY_VERSION, key));
        }
    }

    private Path store(Keytab keys, String name) throws IOException {
        var file = Files.createTempFile(folder, name + "-", ".keytab");
        keys.store(file.toFile());
        return file;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
